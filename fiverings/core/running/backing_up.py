"""A backup: the database, the files and the secrets of one moment in one .tar, with a digest of each."""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import psycopg

from .databases import Database
from .failures import CannotRun
from .places import data_folder, database_program
from .preparing import migration_digests

DUMP = "database.dump"
MANIFEST = "manifest.json"
FOLDERS = ("files", "mail")
SECRETS = ("secret_key", "vault_key")


def back_up(database: Database, to: Path) -> Mapping[str, object]:
    """Write a backup; it gets its name only when it is whole. What it holds, as its manifest says."""
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_name(f".{to.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        with tempfile.TemporaryDirectory(dir=to.parent) as room, tarfile.open(unfinished, "w") as archive:
            dump = Path(room) / DUMP
            _dump(database, dump)
            digests = _add_all(archive, {DUMP: dump, **_files()})
            manifest = _manifest(database, digests)
            _add_text(archive, MANIFEST, json.dumps(manifest, indent=1))
        _settle(unfinished)
        unfinished.rename(to)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def default_name() -> Path:
    """Where a backup goes when nobody says: named by the moment."""
    return data_folder() / "backups" / f"fiverings-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"


def run_program(name: str, database: Database, *words: str | Path) -> None:
    """Run pg_dump or pg_restore as the owner; the password goes through the environment, never a command line."""
    command = [database_program(name, major=database.major), *words]
    ran = subprocess.run(command, env=_credentials(database.owner_url), capture_output=True, text=True, cwd="/")
    if ran.returncode:
        said = [line for line in ran.stderr.splitlines() if line.strip()] or ["no reason was given"]
        raise CannotRun(f"{name} failed: {said[0].strip()}")


def file_digest(file: Path) -> str:
    """The sha256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _dump(database: Database, to: Path) -> None:
    run_program("pg_dump", database, "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def _credentials(url: str) -> dict[str, str]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    known = {names[key]: str(value) for key, value in parts.items() if key in names}
    return {**os.environ, **known, **({"PGSSLMODE": str(parts["sslmode"])} if "sslmode" in parts else {})}


def _files() -> dict[str, Path]:
    """Every file beside the database that is not made again by itself, by its name in the archive."""
    folder = data_folder()
    found = [file for name in FOLDERS for file in sorted((folder / name).rglob("*")) if file.is_file()]
    secrets = [folder / name for name in SECRETS if (folder / name).exists()]
    return {str(file.relative_to(folder)): file for file in (*secrets, *found)}


def _add_all(archive: tarfile.TarFile, files: Mapping[str, Path]) -> dict[str, str]:
    digests = {}
    for name, file in files.items():
        digests[name] = file_digest(file)
        archive.add(file, arcname=name)
    return digests


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    archive.addfile(entry, BytesIO(text.encode()))


def _settle(file: Path) -> None:
    """Have it on the disk before it gets its name."""
    with file.open("rb") as content:
        os.fsync(content.fileno())


def _manifest(database: Database, digests: Mapping[str, str]) -> dict[str, object]:
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "postgresql": database.major,
        "django": version("django"),
        "migrations": migration_digests(),
        "sha256": digests,
    }
