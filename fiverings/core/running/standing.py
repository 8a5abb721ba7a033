"""The note that a running house keeps in its folder: at which port its pages are, and that it is there at all."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .failures import CannotRun

NOTE = "running_at"


def running_port(folder: Path) -> int | None:
    """The port of the house that runs over this folder; none when none runs, whatever an earlier one left there.

    The kernel frees the lock of a house that died, so a number left behind misleads nobody.
    """
    try:
        with (folder / NOTE).open() as note:
            try:
                fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(note.read())
    except (OSError, ValueError):
        pass
    return None


def require_alone(folder: Path, name: str) -> None:
    """Refuse to start beside a house that runs over this folder already."""
    if port := running_port(folder):
        raise CannotRun(f"{name} is running already at http://localhost:{port}")


@contextmanager
def standing(folder: Path, *, port: int) -> Iterator[None]:
    """Keep the note for as long as this lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NOTE).open("a") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"Another house is starting over {folder} at this moment.") from None
        note.truncate(0)
        note.write(str(port))
        note.flush()
        try:
            yield
        finally:
            (folder / NOTE).unlink(missing_ok=True)
