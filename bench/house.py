"""A house that has lived for two years: a seed of so many cases, loaded as bin/fiverings seed does."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.figures import Figure
from bench.ground import Ground
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
        began = time.perf_counter()
        Loading(seeding, ground.database.owner_url).load()
        took = time.perf_counter() - began
        yield Figure(f"seeding {missing:,} cases of {TURNS + 2} messages", "cases a second", [missing / took])
        yield Figure(f"seeding {rows:,} rows", "rows a second", [rows / took])
        ground.analyze()
