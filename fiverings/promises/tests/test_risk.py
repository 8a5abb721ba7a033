"""What may break is judged by one rule for every kind, and says why in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.promises.models import BreachWarning, Outstanding
from fiverings.promises.models.risk import Risk

from .promising import later, offer, promise, to_ourselves


def told(world, minutes, **more):
    made = offer(world, minutes, **more)
    return made.speak(by=world.ana, at=made.made_at)


def risk(of, world, minute):
    [found] = Risk.of_all(Outstanding.objects.filter(promise=of), at=later(world, minute))
    return found


def test_why_it_is_likely_to_break_says_what_was_done_what_is_left_and_how_long_such_take_us(world):
    found = risk(promise(world, 60), world, 40)
    assert found.chance == pytest.approx(0.72, abs=0.01)
    words = "Nobody tried to call yet, and it is due in 20 min; by rule of thumb 72 in 100 take longer."
    assert found.because() == words


@pytest.mark.parametrize("kind", ["call_back", "next_update", "fix", "visit", "cost"])
def test_a_vain_attempt_is_told_alike_whatever_was_promised(world, kind):
    of = told(world, 100, kind=kind)
    of.attempt(by=world.ana, at=later(world, 20))
    assert risk(of, world, 90).because().startswith("We tried in vain, and it is due in 10 min; ")
    of.attempt(by=world.ana, at=later(world, 30))
    assert risk(of, world, 90).because().startswith("We tried in vain 2 times, and it is due in 10 min; ")


@pytest.mark.parametrize("kind", ["call_back", "next_update", "fix", "visit", "cost"])
def test_whatever_is_about_to_fall_due_with_nothing_done_may_break(world, kind):
    assert risk(told(world, 100, kind=kind), world, 99).reason() == "likely"


def test_half_of_the_time_in_silence_says_so(world):
    found = risk(promise(world, 119, kind="next_update"), world, 60)
    assert found.because() == "Nothing was done yet, and half of its time is over: it is due in 59 min."


def test_what_falls_due_while_we_are_closed_is_judged_by_the_clock_on_the_wall(world):
    night = world.now.replace(hour=22, minute=0)
    of = promise(world, at=night, due_at=night + timedelta(minutes=60))
    [found] = Risk.of_all(Outstanding.objects.filter(promise=of), at=night + timedelta(minutes=5))
    assert (found.promised, found.elapsed) == (60, 5) and 0 < found.chance < 1


def test_after_three_warnings_what_is_due_soon_stands_among_the_others_without_a_warning(world):
    for minutes in (20, 21, 22, 23):
        to_ourselves(world, minutes)
    assert BreachWarning.give_all(at=later(world, 19)) == 3
    assert [each.owed.due_at for each in BreachWarning.risks_of(world.ana, at=later(world, 19))] == [
        later(world, minutes) for minutes in (20, 21, 22, 23)
    ]
    assert BreachWarning.risks_of(world.ben, at=later(world, 19)) == []


def test_what_somebody_acts_on_may_not_break_before_it_is_likely(world):
    quiet = promise(world, 119, kind="next_update")
    assert BreachWarning.give_all(at=later(world, 60)) == 1
    quiet.attempt(by=world.ana, at=later(world, 61))
    assert BreachWarning.risks_of(world.ana, at=later(world, 62)) == []
