"""The way back: a backup becomes the living installation again, row for row."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

import psycopg

from .backing_up import DUMP, FOLDERS, MANIFEST, SECRETS, file_digest, run_program
from .databases import Database
from .digesting import tables
from .failures import CannotRun
from .places import data_folder
from .preparing import grant, migration_digests, note_migrations

# Transaction ids of another server mean nothing here: moved below every id of this one, they keep their order.
FORGET_TRANSACTIONS = """
    ALTER TABLE core_entry DISABLE TRIGGER USER;
    UPDATE core_entry SET xact = xact - (1::bigint << 50);
    ALTER TABLE core_entry ENABLE TRIGGER USER;
"""


def restore(database: Database, backup: Path, *, replace: bool = False) -> Mapping[str, object]:
    """Fill an empty installation from a backup, or with `replace` put the backup in the place of what is there."""
    data_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_folder()) as room:
        manifest = unpack(backup, Path(room))
        _require_known(manifest)
        _require_room(database, replace=replace)
        if replace:
            database.make_empty()
        fill(database, Path(room) / DUMP)
        _put_files(Path(room))
    grant(database)
    note_migrations(manifest["migrations"])
    return manifest


def require_archive(backup: Path) -> None:
    """Refuse what cannot be a backup, before anything is made for it."""
    if not backup.is_file():
        raise CannotRun(f"There is no file {backup}.")
    if not tarfile.is_tarfile(backup):
        raise CannotRun(f"{backup} is not a backup: it is no .tar file.")


def unpack(backup: Path, room: Path) -> dict[str, dict[str, str]]:
    """Unpack a backup and hold every file of it against the digest that was taken when it was made."""
    try:
        with tarfile.open(backup) as archive:
            archive.extractall(room, filter="data")
        manifest: dict[str, dict[str, str]] = json.loads((room / MANIFEST).read_text())
        damaged = [name for name, digest in manifest["sha256"].items() if file_digest(room / name) != digest]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise CannotRun(f"{backup} is not a whole backup: {str(error).splitlines()[0]}") from None
    if damaged:
        raise CannotRun(f"{backup} is damaged: {', '.join(damaged[:3])} is not what was backed up.")
    return manifest


def _require_known(manifest: Mapping[str, Mapping[str, str]]) -> None:
    unknown = sorted(set(manifest["migrations"]) - set(migration_digests()))
    if unknown:
        raise CannotRun(f"The backup is of another version: this one does not know its migration {unknown[0]}.")


def _require_room(database: Database, *, replace: bool) -> None:
    if database.server is not None and not database.server.status()["ours"]:
        raise CannotRun("The installation is being served: stop it first, then restore.")
    with psycopg.connect(database.owner_url) as owner:
        if tables(owner) and not replace:
            raise CannotRun("The database is not empty; --replace puts the backup in the place of all that it holds.")


def fill(database: Database, dump: Path) -> None:
    """Bring the tables of a dump, with all their rows, into an empty database."""
    plainly = ("--schema=public", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    target = psycopg.conninfo.conninfo_to_dict(database.owner_url)["dbname"]
    run_program("pg_restore", database, *plainly, f"--dbname={target}", dump)
    with psycopg.connect(database.owner_url) as owner:
        # The ids of transactions belong to the server that gave them: here they must lie before every new one.
        owner.execute(FORGET_TRANSACTIONS)
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE")


def _put_files(room: Path) -> None:
    for name in FOLDERS:
        shutil.rmtree(data_folder() / name, ignore_errors=True)
        if (room / name).exists():
            (room / name).rename(data_folder() / name)
    for name in SECRETS:
        if (room / name).exists():
            (room / name).replace(data_folder() / name)
