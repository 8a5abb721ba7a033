"""Somebody leaves on a Friday evening, as tests find it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fiverings.cases.models import Case, Farewell
from fiverings.people.models import Person
from tests.world import ZONE, World

FRIDAY = datetime(2026, 5, 1, 16, 55, tzinfo=ZoneInfo(ZONE))
IN_TIME = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
READ_BACK = "Calls go astray; I ask the carrier first."


def opened(world: World, *, at: datetime, count: int = 1) -> list[Case]:
    needs = (f"Line {number} rings at the wrong place." for number in range(count))
    return [
        Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, owner=world.ana, at=at)
        for need in needs
    ]


def go_on(*, at: datetime) -> None:
    Farewell.objects.standing().further_all(at=at)


def let_go(world: World, *, at: datetime = FRIDAY, **more: Any) -> Farewell:
    given = {"successor": world.ben, "by": world.dana} | more
    return Farewell.begin(world.ana, **given, at=at)


def is_here(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).is_active


def offers(case: Case) -> Any:
    return case.offer() or pytest.fail("It is offered to nobody")
