"""Several who say at once that somebody has arrived: it is noted once, and a visit ends once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from fiverings.cases.models import Attendance, Case
from fiverings.cases.models.arriving import NoVisitPromised
from fiverings.cases.tests.gate import called, promised
from fiverings.promises.models import LateFulfilment, Outcome, Outstanding, Promise
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

Owed = tuple[Case, Promise]


def _a_visit_owed() -> Owed:
    world = World.read()
    case = called(world)
    return case, promised(case, world, "visit")


@pytest.fixture
def owed(db: None) -> Iterator[Owed]:
    with leaving_nothing():
        yield alone(_a_visit_owed)


def come(case: Case, *, at: datetime) -> Callable[[], Attendance]:
    def arrive() -> Attendance:
        return Case.objects.get(pk=case.pk).arrive(place="At the door", by=World.read().ana, at=at)

    return arrive


def test_of_three_who_say_so_at_once_one_has_said_it(owed: Owed) -> None:
    case, visit = owed
    ended = apart(*[come(case, at=visit.told_at)] * 3)
    assert [isinstance(each, NoVisitPromised) for each in ended].count(True) == 2
    assert alone(Attendance.objects.filter(case=case).count) == 1


def test_who_arrives_as_the_clock_strikes_came_late_and_the_word_is_broken_once(owed: Owed) -> None:
    case, visit = owed
    late = visit.due_at + timedelta(seconds=1)

    def strike() -> int:
        return Outstanding.objects.overdue(late).break_all(at=late)

    attendance = apart(come(case, at=late), strike, strike)[0]
    assert alone(lambda: Outcome.objects.get(promise=visit).kind) == "broken"
    assert alone(lambda: LateFulfilment.objects.get(promise=visit).evidence_id) == attendance.pk
    assert alone(Promise.objects.filter(recovers=visit).count) == 1


def test_a_case_that_is_parted_as_somebody_arrives_waits_for_nobody_for_ever(owed: Owed) -> None:
    case, visit = owed
    late = visit.due_at + timedelta(minutes=1)

    def merge() -> Case:
        world = World.read()
        Outstanding.objects.overdue(late).break_all(at=late)
        whole = Case.begin(contact=world.priya, need="Everything", by=world.ana, at=late)
        Case.objects.get(pk=case.pk).merge_into(whole, by=world.ana, at=late)
        return whole

    def part() -> object:
        return Case.objects.get(pk=case.pk).part(by=World.read().ana, at=late)

    whole = alone(merge)
    parted, arrived = apart(part, come(whole, at=late))
    assert not isinstance(parted, Exception) and isinstance(arrived, Attendance | NoVisitPromised)
    assert alone(LateFulfilment.objects.filter(promise=visit).count) == isinstance(arrived, Attendance)
