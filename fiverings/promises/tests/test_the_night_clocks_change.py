"""The nights on which Toronto moves its clocks: at Severity 1 four hours are four hours, whatever the wall says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from fiverings.core.jobs import SCHEDULE
from fiverings.promises.models import Guarantee, LaterThanOurStandard, Outstanding

from .promising import offer

TORONTO = ZoneInfo("America/Toronto")
A_SECOND, FOUR_HOURS = timedelta(seconds=1), timedelta(hours=4)
SPRING, FALL = datetime(2026, 3, 8, 0, 30, tzinfo=TORONTO), datetime(2026, 11, 1, 0, 30, tzinfo=TORONTO)
NIGHTS = pytest.mark.parametrize(
    ("called_at", "due_at", "spoken", "recovery_at"),
    [
        (SPRING, "2026-03-08T05:30:00-04:00", "05:30 on Sunday 8 March (Toronto time)", "2026-03-08T05:45:06-04:00"),
        (
            FALL,
            "2026-11-01T03:30:00-05:00",
            "03:30 on Sunday 1 November (Toronto time)",
            "2026-11-01T03:45:06-05:00",
        ),
    ],
)


def strike(at):
    with time_machine.travel(at, tick=False):
        SCHEDULE["promises.break_overdue_promises"].run()


def fix(world, called_at, due_at):
    """It works again within four hours, by day and by night."""
    Guarantee.set(kind="fix", severity=1, minutes=240, round_the_clock=True, by=None, at=called_at)
    return offer(world, kind="fix", severity=1, due_at=due_at, at=called_at)


@NIGHTS
def test_four_hours_of_the_night_are_told_by_the_clock_on_the_wall(world, called_at, due_at, spoken, recovery_at):
    due_at = datetime.fromisoformat(due_at)
    made = fix(world, called_at, due_at)
    assert made.guarantee_due_at == due_at
    assert f"by {spoken}" in made.sentence
    with pytest.raises(LaterThanOurStandard):
        offer(world, kind="fix", severity=1, due_at=due_at + A_SECOND, at=called_at)


@NIGHTS
def test_the_clock_breaks_it_after_four_hours_and_a_quarter_of_an_hour_is_left_to_make_it_right(
    world, settle, called_at, due_at, spoken, recovery_at
):
    told = fix(world, called_at, datetime.fromisoformat(due_at)).speak(by=world.ana, at=called_at)
    strike(told.due_at - A_SECOND)
    strike(told.due_at + 5 * A_SECOND)
    assert Outstanding.objects.filter(promise=told).exists()
    strike(told.due_at + 6 * A_SECOND)
    assert (told.outcome.kind, told.outcome.lag()) == ("broken", 6 * A_SECOND)
    assert told.recovered_by.due_at == datetime.fromisoformat(recovery_at)
    settle()


@NIGHTS
def test_what_is_kept_in_the_last_second_of_the_night_is_kept_for_us(world, called_at, due_at, spoken, recovery_at):
    told = fix(world, called_at, datetime.fromisoformat(due_at)).speak(by=world.ana, at=called_at)
    assert told.keep(by=world.ana, at=told.due_at).kind == "kept"
    measure = told.measure()
    assert (measure.internal_slack(), measure.kept_for_us()) == (timedelta(), True)
    assert told.due_at - told.told_at.astimezone(UTC) == FOUR_HOURS


def test_the_half_past_one_that_comes_again_in_fall_is_the_one_that_was_told(world):
    again = datetime(2026, 11, 1, 1, 30, tzinfo=TORONTO, fold=1)
    at = again.astimezone(UTC) - timedelta(minutes=20)
    promised = offer(world, kind="call_back", severity=1, due_at=again, at=at).speak(by=world.ana, at=at)
    strike(datetime(2026, 11, 1, 1, 30, 6, tzinfo=TORONTO, fold=0))
    assert Outstanding.objects.filter(promise=promised).exists()
    strike(datetime(2026, 11, 1, 1, 30, 6, tzinfo=TORONTO, fold=1))
    assert promised.outcome.lag() == 6 * A_SECOND
