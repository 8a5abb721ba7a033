"""How likely a promise breaks: by experts until we have done enough of a kind, then by our own history."""

from __future__ import annotations

from datetime import timedelta
from math import exp, log

import pytest

from fiverings.core.jobs import SCHEDULE
from fiverings.promises.models import ENOUGH, Guarantee, Pace, Promise

from .promising import forged, later, to_ourselves


@pytest.mark.parametrize(("elapsed", "percent"), [(0, 19), (30, 24), (60, 39), (90, 63), (110, 86)])
def test_of_a_promise_of_two_hours_that_takes_an_hour_at_the_median(elapsed, percent):
    pace = Pace(kind="call_back", median=60, spread=0.8)
    assert round(100 * pace.chance_to_break(promised=120, elapsed=elapsed)) == percent


def test_the_chance_grows_with_every_minute_and_ends_in_certainty():
    pace = Pace.of_experts("call_back")
    chances = [pace.chance_to_break(promised=120, elapsed=minute) for minute in range(0, 121)]
    assert chances == sorted(chances) and chances[-1] == 1.0
    assert pace.chance_to_break(promised=1e300, elapsed=1e299) == 1.0


def done(world, minutes, *, late=False, kind="answer"):
    """Promises that were fulfilled after so many minutes each."""
    for each in minutes:
        promised = to_ourselves(world, each + (-1 if late else 1), kind=kind)
        promised.keep(by=world.ana, at=later(world, each))


def test_our_own_history_is_believed_when_enough_promises_of_the_kind_were_done(world):
    done(world, [20] * (ENOUGH // 2) + [45] * (ENOUGH // 2 - 1))
    assert Pace.learn(Promise, at=later(world, 90)) == []
    assert Pace.objects.current("answer").fulfilled == 0
    done(world, [45], late=True)
    (learned,) = Pace.learn(Promise, at=later(world, 91))
    assert (learned.kind, learned.fulfilled) == ("answer", ENOUGH)
    assert learned.median == pytest.approx(exp((log(20) + log(45)) / 2))
    assert learned.spread == pytest.approx((log(45) - log(20)) / 2, rel=0.03)
    assert Pace.objects.current("answer") == learned
    assert Pace.objects.current("fix").fulfilled == 0


def test_what_says_nothing_new_is_not_learned_again(world):
    done(world, range(20, 20 + ENOUGH))
    SCHEDULE["promises.learn_how_long_promises_take"].run()
    SCHEDULE["promises.learn_how_long_promises_take"].run()
    assert Pace.objects.count() == 1


def test_promises_that_wait_over_night_are_measured_by_opening_hours(world):
    evening = world.now.replace(hour=20, minute=0)
    like = to_ourselves(world, 60, severity=2)
    columns = {
        "calendar_version": world.calendar.current,
        "guarantee": Guarantee.standard("answer", 2),
        "guarantee_due_at": evening,
    }
    night = timedelta(hours=24)
    told = [forged(like, told_at=evening, due_at=evening + night, kind="fix", **columns) for _ in range(ENOUGH)]
    for each in told:
        each.keep(by=world.ana, at=(evening + timedelta(days=1)).replace(hour=13))
    (learned,) = Pace.learn(Promise, at=evening + night)
    assert learned.median == pytest.approx(270)
