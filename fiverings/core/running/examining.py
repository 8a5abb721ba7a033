"""What the doctor looks at: the machine, the environment, the database, and every self-check of the house."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from fiverings.core import watching

from . import roles
from .databases import Database, reached
from .failures import CannotRun
from .places import PROJECT, data_folder
from .preparing import pending_migrations, point_django_at, rewritten_migrations

SPACE_NEEDED = 2 * 1024**3


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at, and what was found, in one sentence."""

    what: str
    ok: bool
    sentence: str


def examine() -> Iterator[Examined]:
    """Look at everything, from the ground up; what cannot be reached hides only what stands on it."""
    yield _python()
    yield _packages()
    yield _space()
    try:
        with reached() as database:
            yield from _of_database(database)
    except (CannotRun, psycopg.Error) as reason:
        yield Examined("database", False, str(reason).strip())


def _python() -> Examined:
    found = ".".join(map(str, sys.version_info[:3]))
    return Examined("python", sys.version_info >= (3, 11), f"This is Python {found}; 3.11 or newer is needed.")


def _packages() -> Examined:
    stamp = PROJECT / ".venv" / "installed.sha256"
    checked = ["sha256sum", "--check", "--status", str(stamp)]
    ok = stamp.exists() and subprocess.run(checked, cwd=PROJECT, stderr=subprocess.DEVNULL).returncode == 0
    return Examined("packages", ok, f"The packages are {'those' if ok else 'not those'} that the lock file names.")


def _space() -> Examined:
    folder = data_folder()
    free = shutil.disk_usage(folder if folder.exists() else PROJECT).free
    return Examined("disk", free > SPACE_NEEDED, f"{free / 1024**3:.1f} GiB are free under {folder}.")


def _of_database(database: Database) -> Iterator[Examined]:
    point_django_at(database.url)
    yield Examined("database", True, f"PostgreSQL {database.major} answers.")
    yield _extensions(database)
    yield _roles(database)
    pending, rewritten = pending_migrations(database.url), rewritten_migrations()
    words = (
        f"{len(pending)} migrations wait: bin/fiverings upgrade applies them." if pending else "The tables are current."
    )
    yield Examined("migrations", not pending, words)
    words = (
        f"Applied migrations were rewritten since: {', '.join(rewritten)}." if rewritten else "Their history is whole."
    )
    yield Examined("history", not rewritten, words)
    if pending:
        return
    if database.server is not None and database.server.status()["ours"]:
        yield Examined("processes", True, "The house is not being served now, so its own checks were not asked.")
        return
    wrong = watching.ask_all()
    yield Examined("processes", not wrong, " ".join(wrong) or "Every self-check of the house is well.")


def _extensions(database: Database) -> Examined:
    with psycopg.connect(database.url) as connection:
        made = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
    missing = sorted(set(roles.EXTENSIONS) - made)
    words = f"The extension {', '.join(missing)} is not made." if missing else "Every extension that is needed is made."
    return Examined("extensions", not missing, words)


def _roles(database: Database) -> Examined:
    with psycopg.connect(database.url) as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and row[0]:
        return Examined("roles", False, "The program is a superuser of the database; give it a role without rights.")
    words = "two roles" if database.has_two_roles else "one role for program and owner (the triggers still hold)"
    return Examined("roles", True, f"The database knows {words}.")
