"""Somebody is away, as tests find it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fiverings.cases.models import Case, Cover
from fiverings.people.models import Absence, Person
from tests.world import ZONE, World

THURSDAY = datetime(2026, 4, 30, 10, 0, tzinfo=ZoneInfo(ZONE))
MONDAY = datetime(2026, 5, 4, 8, 30, tzinfo=ZoneInfo(ZONE))
BACK = datetime(2026, 5, 11, 8, 30, tzinfo=ZoneInfo(ZONE))
ASKED = datetime(2026, 5, 1, 13, 0, tzinfo=ZoneInfo(ZONE))
MINUTE = timedelta(minutes=1)
READ_BACK = "Calls go astray; I ask the carrier first."


def opened(world: World, *, at: datetime = THURSDAY, need: str = "Line one hums.") -> Case:
    return Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, owner=world.ana, at=at)


def away(world: World, *, substitute: Person | None = None, who: Person | None = None) -> Absence:
    person = who or world.ana
    return person.be_away(MONDAY, BACK, substitute=substitute, by=person, at=THURSDAY)


def go_on(*, at: datetime) -> None:
    Cover.begin_all(at=at)
    Cover.objects.standing().further_all(at=at)


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)
