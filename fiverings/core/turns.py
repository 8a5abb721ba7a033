"""Turns: what is only reckoned is done by one job of a process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from django.db import connection

_turn = RLock()


@contextmanager
def in_turn() -> Iterator[None]:
    """One after another: Python reckons for one thread at a time, and several that contend for it cost a fifth more.

    What waits for other machines stays outside, so that it holds nobody up. Within a transaction nobody waits here:
    whoever has the turn may be waiting for a row of it.
    """
    if connection.in_atomic_block:
        yield
        return
    with _turn:
        yield
