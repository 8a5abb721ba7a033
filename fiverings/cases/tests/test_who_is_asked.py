"""Whom a request for help reaches first, and how long they have."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fiverings.cases.models import (
    Case,
)
from fiverings.cases.tests.severe import severe
from fiverings.core import clock
from fiverings.people.models import Duty, PresenceState, Team
from tests.world import World

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def test_the_most_severe_waits_five_minutes_by_any_clock(case: Case, world: World, now: datetime) -> None:
    severe(case, 1, by=world.ana)
    request = case.ask(to=world.chidi, what="Now, please", needed_by=now + HOUR, by=world.ana, at=now)
    assert request.accept_by == now + timedelta(minutes=5)


def test_a_quarter_of_an_hour_is_one_of_the_hours_of_the_staff(case: Case, world: World) -> None:
    world.care.revise(calendar=world.calendar, by=world.admin)
    evening = world.now.replace(hour=16, minute=55)
    request = case.ask(to=world.ben, what="Look", needed_by=evening + 24 * HOUR, by=world.ana, at=evening)
    assert request.accept_by == evening.replace(day=1, month=5, hour=8, minute=40)


def test_a_department_is_held_by_the_present_member_with_the_fewest(case: Case, world: World, now: datetime) -> None:
    technical = Team.establish(name="Technical", by=world.admin)
    for each in (world.chidi, world.eli, world.kai):
        technical.admit(each, by=world.admin)
    nobody = case.ask(to=technical, what="Anybody?", needed_by=now + HOUR, by=world.ana, at=now)
    assert nobody.holder == world.dana, "the lead on duty, as nobody is here"
    for each in (world.chidi, world.eli):
        each.set_presence(PresenceState.AVAILABLE)
    world.kai.set_presence(PresenceState.BREAK)
    first, second = (
        case.ask(to=technical, what="Who is here?", needed_by=now + HOUR, by=world.ana, at=now) for _each in "12"
    )
    assert {first.holder, second.holder} == {world.chidi, world.eli}
    first.accept(by=second.holder)
    assert first.holder == second.holder, "whoever of them is free takes it up"


def test_who_is_away_is_asked_through_whoever_stands_in(case: Case, world: World, now: datetime) -> None:
    world.chidi.be_away(now - HOUR, now + 9 * HOUR, substitute=world.eli, by=world.chidi)
    assert case.ask(to=world.chidi, what="Look", needed_by=now + HOUR, by=world.ana, at=now).holder == world.eli


def test_the_duty_roster_answers_for_whom_nobody_else_can(case: Case, world: World, now: datetime) -> None:
    world.chidi.be_away(now - HOUR, now + 9 * HOUR, by=world.chidi)
    request = case.ask(to=world.chidi, what="Look", needed_by=now + HOUR, by=world.ana, at=now)
    assert request.holder == Duty.lead(now)
