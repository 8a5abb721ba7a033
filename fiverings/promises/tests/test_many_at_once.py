"""Two hundred promises due at once, two clocks as processes of their own, and one of them killed: each breaks once."""

from __future__ import annotations

import time

from fiverings.core.models import Entry
from fiverings.promises.models import Outcome, Promise
from tests.processes import running
from tests.racing import alone, leaving_nothing
from tests.world import World

from .promising import to_ourselves

MANY = 200
PATIENCE = 60.0


def until_broken(count: int) -> None:
    patience = time.monotonic() + PATIENCE
    while alone(Outcome.objects.filter(kind="broken").count) < count:
        assert time.monotonic() < patience
        time.sleep(0.02)


def test_each_of_many_is_broken_once_by_two_clocks_of_which_one_is_killed(db):
    with leaving_nothing():
        alone(lambda: [to_ourselves(World.read(), 10) for _ in range(MANY)])
        with running("clocks", "clocks") as (one, _another):
            until_broken(1)
            one.kill()
            until_broken(MANY)
        broken = alone(lambda: list(Outcome.objects.values_list("promise", flat=True)))
        recovered = alone(
            lambda: list(Promise.objects.filter(recovers__isnull=False).values_list("recovers", flat=True))
        )
        lines = Entry.objects.filter(kind="promises.PromiseBroken")
        told = alone(lambda: list(lines.values_list("subject_id", flat=True)))
        assert sorted(broken) == sorted(set(recovered)) == sorted(recovered) == sorted(told)
        assert len(broken) == MANY
