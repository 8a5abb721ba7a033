"""The clocks: what is due is struck once, whoever strikes, and what fails is told and tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fiverings.core import clock, clocks, jobs
from fiverings.core.checks import clocks_tick
from fiverings.core.clocks import strike_all
from fiverings.core.jobs import every
from fiverings.core.models import ClockShift, Tick
from tests.world import World


@pytest.fixture
def schedule(monkeypatch: pytest.MonkeyPatch) -> dict[str, jobs.Scheduled]:
    """An empty schedule for one test."""
    kept: dict[str, jobs.Scheduled] = {}
    monkeypatch.setattr(jobs, "SCHEDULE", kept)
    monkeypatch.setattr(clocks, "SCHEDULE", kept)
    return kept


def test_an_act_is_struck_when_its_interval_has_passed_and_not_before(
    world: World, schedule: dict[str, jobs.Scheduled]
) -> None:
    struck: list[int] = []
    every(seconds=10)(lambda: struck.append(1))
    with time_machine.travel("2026-04-30T14:22:00Z", tick=False) as traveller:
        strike_all()
        traveller.shift(9)
        strike_all()
        assert len(struck) == 1
        traveller.shift(1)
        strike_all()
    assert len(struck) == 2


def test_where_nothing_is_due_the_clocks_ask_one_question(world: World, schedule: dict[str, jobs.Scheduled]) -> None:
    every(seconds=10)(lambda: None)
    with time_machine.travel("2026-04-30T14:22:00Z", tick=False) as traveller:
        strike_all()
        traveller.shift(9)
        with CaptureQueriesContext(connection) as asked:
            assert strike_all() == []
    assert len(asked) == 1


def test_an_act_that_fails_is_told_and_does_not_stop_the_others(
    world: World, schedule: dict[str, jobs.Scheduled]
) -> None:
    struck: list[int] = []

    @every(seconds=10)
    def stumble() -> None:
        Tick.objects.create(name="undone with the act")
        raise ZeroDivisionError

    @every(seconds=10)
    def carry_on() -> None:
        struck.append(1)

    strike_all()
    assert struck == [1]
    assert "ZeroDivisionError" in Tick.objects.get(name__endswith="stumble").error
    assert not Tick.objects.filter(name="undone with the act").exists()


def test_an_act_that_is_not_through_is_struck_again_when_the_others_had_their_turn(
    world: World, schedule: dict[str, jobs.Scheduled]
) -> None:
    struck: list[str] = []

    @every(seconds=10)
    def break_many() -> object:
        struck.append("many")
        return jobs.AGAIN if len(struck) < 4 else None

    every(seconds=10)(lambda: struck.append("another"))
    with time_machine.travel("2026-04-30T14:22:00Z", tick=False):
        while strike_all():
            pass
    assert struck == ["many", "another", "many", "many"]


def test_clocks_that_stand_still_are_found(world: World) -> None:
    assert not clocks_tick().ok
    Tick.objects.bulk_create(Tick(name=name, last_at=clock.now()) for name in jobs.SCHEDULE)
    assert clocks_tick().ok
    Tick.objects.filter(name="core.take_up_stalled_jobs").update(last_at=clock.now() - timedelta(minutes=5))
    found = clocks_tick()
    assert not found.ok and "take_up_stalled_jobs" in found.sentence


def test_one_row_moves_the_clock_of_the_house(world: World, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CLOCK_SHIFTS = True  # type: ignore[attr-defined]
    monkeypatch.setattr(clock, "_remembered", (-clock.REMEMBERED_FOR, timedelta()))
    ClockShift.objects.create(by=timedelta(hours=2))
    with time_machine.travel("2026-04-30T14:22:00Z", tick=False):
        assert clock.now().isoformat() == "2026-04-30T16:22:00+00:00"
