"""A house that has lived for two years: a seed of so many cases, loaded as bin/fiverings seed does."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.figures import Figure
from bench.ground import Ground
from bench.loading import largest
from fiverings.cases.models import Case
from fiverings.exchange.models import Loading, Rehearsal, Seeding, advocates

TURNS = 2
"""How often they and we speak about a need; with the promise and the question whether it works, four messages."""
LONGEST, LONG_ONES = 30, 8


def grown(ground: Ground, cases: int) -> Iterator[Figure]:
    """Seed what is missing until the house has so many cases."""
    missing = cases - Case.objects.count()
    if missing > 0:
        rehearsal = Rehearsal.by_whoever_is_there(turns=TURNS)
        seeding = Seeding(missing, rehearsal, advocates(), longest=LONGEST, long_ones=LONG_ONES)
        rows = seeding.needs().total()
        took = _seconds(ground, seeding)
        yield Figure(f"seeding {missing:,} cases of {TURNS + 2} messages", "cases a second", [missing / took])
        yield Figure(f"seeding {rows:,} rows", "rows a second", [rows / took])


def settled(ground: Ground, cases: int, *, turns: int, longest: int = 0) -> Case:
    """Seed so many cases, some of them of a customer who is there already; the newest, which is the longest."""
    rehearsal = Rehearsal.by_whoever_is_there(turns=turns)
    one = 1 if longest else 0
    _seconds(ground, Seeding(cases, rehearsal, advocates(), largest(), longest=longest, long_ones=one))
    return Case.objects.latest("id")


def _seconds(ground: Ground, seeding: Seeding) -> float:
    began = time.perf_counter()
    Loading(seeding, ground.database.owner_url).load()
    took = time.perf_counter() - began
    ground.analyze()
    return took
