"""An event of which only tests hear."""

from __future__ import annotations

from dataclasses import dataclass

from fiverings.core.events import Event
from fiverings.people.models import Person


@dataclass(frozen=True)
class Waved(Event):
    """Somebody waved to somebody."""

    to: Person
    times: int = 1
    note: str = ""
    sentence = "{by} waved to {to}, {times} times"


@dataclass(frozen=True)
class Led(Event):
    """Somebody was led somewhere by a hand, which alone is remembered."""

    whom: Person
    at_the_end_of: Person
    found_by = ("at_the_end_of",)
    sentence = "{by} led {whom}"
