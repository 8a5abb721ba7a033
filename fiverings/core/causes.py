"""What is going on while a line is written: the line that caused it, and whether history is being told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fiverings.core.models import Entry

_cause: ContextVar[Entry | None] = ContextVar("cause", default=None)
_mark: ContextVar[str] = ContextVar("mark", default="")

current_cause = _cause.get
current_mark = _mark.get


@contextmanager
def history(mark: str) -> Iterator[None]:
    """What is announced inside is history (`seeded` or `imported`): told at earlier times, and not reacted to."""
    token = _mark.set(Entry.Mark(mark).value)
    try:
        yield
    finally:
        _mark.reset(token)


@contextmanager
def causing(entry: Entry) -> Iterator[None]:
    """What is announced inside was caused by this line, and is as lived or as historical as the line."""
    cause, mark = _cause.set(entry), _mark.set(entry.mark)
    try:
        yield
    finally:
        _cause.reset(cause)
        _mark.reset(mark)
