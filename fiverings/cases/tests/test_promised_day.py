"""Home begins with what a person promised: the broken first, then what is due next, each at its time."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from fiverings.cases.models import Case, PromisedDay, Ribbon
from fiverings.cases.models.ribbon import LABEL_TAKES
from fiverings.promises.models import Offer, Outstanding, Promise
from tests.world import World


def open_case(world: World, need: str = "Calls ring at the wrong place.") -> Case:
    return Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, at=world.now)


def promise(world: World, case: Case, minutes: int, *, told: int = 0, severity: int | None = None) -> Promise:
    at = world.now + timedelta(minutes=told)
    offer = Offer.make(
        subject=case, journey=case.journey, kind="call_back", to=world.priya, owed_by=world.ana,
        due_at=world.now + timedelta(minutes=minutes), severity=severity, calendar=case.calendar(), by=world.ana, at=at,
    )  # fmt: skip
    return offer.speak(by=world.ana, at=at)


def test_what_is_due_next_stands_first(world: World) -> None:
    case = open_case(world)
    later, sooner = promise(world, case, 100), promise(world, case, 40)
    day = PromisedDay.of(world.ana, at=world.now)
    assert [each.promise for each in day.rows][:2] == [sooner, later]
    assert day.rows[0].case == case
    assert (day.rows[0].state, day.rows[1].state) == ("soon", "due")


def test_a_broken_promise_stands_first_under_the_time_that_was_broken(world: World) -> None:
    case = open_case(world)
    promise(world, case, 100)
    broken = promise(world, case, 30)
    now = world.now + timedelta(minutes=37)
    Outstanding.objects.overdue(now).break_all(at=now)
    first = PromisedDay.of(world.ana, at=now).rows[0]
    assert (first.promise, first.state, first.due_at) == (broken, "broken", broken.due_at)


def test_what_was_kept_today_is_on_the_ribbon_alone(world: World) -> None:
    case = open_case(world)
    kept = promise(world, case, 30)
    promise(world, case, 100)
    kept.keep(evidence=case, by=world.ana, at=world.now + timedelta(minutes=10))
    day = PromisedDay.of(world.ana, at=world.now + timedelta(minutes=11))
    assert kept not in [each.promise for each in day.rows]
    assert [(mark.due.promise, mark.lane) for mark in Ribbon(day).marks if mark.due.state == "kept"] == [(kept, None)]


def test_others_promises_are_not_mine(world: World) -> None:
    promise(world, open_case(world), 30)
    assert PromisedDay.of(world.ben, at=world.now).rows == []


def test_a_case_without_a_word_to_its_customer_is_named(world: World) -> None:
    silent, told = open_case(world, "It hums."), open_case(world, "It is silent.")
    promise(world, told, 30)
    assert list(Case.objects.without_word().filter(pk__in=[silent.pk, told.pk])) == [silent]


@pytest.mark.parametrize("minutes", [[30, 31, 32], [10, 200, 380], [110]])
def test_no_two_labels_of_the_ribbon_overlap(world: World, minutes: list[int]) -> None:
    case = open_case(world)
    for each in minutes:
        promise(world, case, each, severity=3)
    ribbon = Ribbon(PromisedDay.of(world.ana, at=world.now))
    for lane in {mark.lane for mark in ribbon.marks} - {None}:
        spans = sorted((mark.x - LABEL_TAKES * mark.leftwards, mark.x) for mark in ribbon.marks if mark.lane == lane)
        for (begins, _x), (following, _y) in pairwise(spans):
            assert following - begins >= LABEL_TAKES


def test_everything_lies_on_the_ribbon(world: World) -> None:
    promise(world, open_case(world), 119)
    ribbon = Ribbon(PromisedDay.of(world.ana, at=world.now))
    assert all(0 <= mark.x <= 100 for mark in ribbon.marks)
    assert [hour.words for hour in ribbon.hours][:2] == ["09:00", "10:00"]


def test_ten_promises_in_one_hour_are_all_on_the_ribbon_and_those_without_a_label_are_counted(world: World) -> None:
    case = open_case(world)
    for each in range(30, 80, 5):
        promise(world, case, each, severity=3)
    marks = Ribbon(PromisedDay.of(world.ana, at=world.now)).marks
    due = [mark for mark in marks if not mark.due.promise.is_internal]
    named = [mark for mark in due if mark.lane is not None]
    assert len({mark.place for mark in due}) == 10
    assert len(named) + sum(mark.more for mark in marks) >= 10 > len(named)
