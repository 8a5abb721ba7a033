"""A house that has lived for two years: a seed of so many cases, loaded as bin/fiverings seed does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bench.figures import Figure
from bench.ground import Ground
from bench.loading import largest
from fiverings.cases.models import Case
from fiverings.exchange.models import Loading, Rehearsal, Seeding, Took, advocates
from fiverings.exchange.models.pattern import Pattern

TURNS = 2
"""How often they and we speak about most needs; the promise and the question whether it works come to that."""
LONGEST, LONG_ONES = 30, 8
MOMENTS = 60


def grown(ground: Ground, cases: int) -> Iterator[Figure]:
    """Seed what is missing until the house has so many cases."""
    missing = cases - Case.objects.count()
    if missing > 0:
        rehearsal = Rehearsal.by_whoever_is_there(turns=TURNS)
        seeding = Seeding(missing, rehearsal, advocates(), longest=LONGEST, long_ones=LONG_ONES)
        took = _loaded(ground, seeding)
        what = f"seeding {missing:,} cases in {seeding.rows:,} rows"
        yield Figure(what, "cases a second", [missing / took.written])
        yield Figure(f"{what}, with indexes and what the search reads", "cases a second", [missing / took.whole])


def settled(ground: Ground, cases: int, *, turns: int, longest: int = 0) -> Case:
    """Seed so many cases, some of them of a customer who is there already; the newest, which is the longest."""
    rehearsal = Rehearsal.by_whoever_is_there(turns=turns)
    one = 1 if longest else 0
    _loaded(ground, Seeding(cases, rehearsal, advocates(), largest(), longest=longest, long_ones=one))
    return Case.objects.latest("id")


class Open(Seeding):
    """Needs of today, and all of them are open."""

    def _pattern(self, n: int) -> Pattern:
        return self.rehearsal.open(n)

    def _later(self, n: int, pattern: Pattern) -> timedelta:
        return timedelta(seconds=n % MOMENTS)


def still_open(ground: Ground, cases: int) -> None:
    """Seed so many cases about which we have still to do something."""
    _loaded(ground, Open(cases, Rehearsal.by_whoever_is_there(turns=TURNS), advocates()))


def _loaded(ground: Ground, seeding: Seeding) -> Took:
    took = Loading(seeding, ground.database.owner_url).load()
    ground.analyze()
    return took
