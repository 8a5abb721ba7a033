"""An upgrade that can be taken back: first a backup, then the migrations, and on failure the way back."""

import sys
from collections.abc import Callable
from pathlib import Path

from .backing_up import back_up
from .databases import Database
from .failures import CannotRun
from .preparing import collect_static_files, migrate, pending_migrations
from .restoring import restore


def upgrade(database: Database, backup: Path, *, is_wanted_back: Callable[[str], bool]) -> dict[str, object]:
    """Bring an installation to this version; what was done, with the backup that leads back."""
    pending = pending_migrations(database.url)
    if not pending:
        collect_static_files()
        return {"applied": [], "backup": None}
    back_up(database, backup)
    try:
        migrate(database)
    except Exception as error:
        reason = f"The upgrade failed: {str(error).strip().splitlines()[0]}"
        raise CannotRun(_way_back(database, backup, reason, is_wanted_back)) from error
    collect_static_files()
    return {"applied": pending, "backup": str(backup)}


def asked_at_the_terminal(question: str) -> bool:
    """Ask the person, if there is one."""
    return sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def _way_back(database: Database, backup: Path, reason: str, is_wanted_back: Callable[[str], bool]) -> str:
    if is_wanted_back(f"{reason}\nPut everything back as it was before?"):
        restore(database, backup, replace=True)
        return f"{reason} Everything is as it was before; go back to the version before, too."
    return f"{reason} The way back: the version before, and bin/fiverings restore --replace {backup}"
