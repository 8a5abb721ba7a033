"""What the house prints of itself for its documentation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from fiverings.core import slots
from fiverings.core.printing import events_map

Run = Callable[[Namespace], object]


@slots.command("events", help="Print what can happen and what follows, as Markdown", database=False)
def events(parser: ArgumentParser) -> Run:
    return lambda asked: events_map().rstrip("\n")
