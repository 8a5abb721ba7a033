"""In a list each case shows what is owed about it first: what is broken, else what is due next."""

from __future__ import annotations

from datetime import datetime, timedelta

import time_machine
from django.db import connection
from django.test import Client

from fiverings.cases.models import Case, next_owed
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.promises.models import Outstanding
from tests.world import World


def test_what_is_broken_is_owed_before_what_is_due_next(world: World) -> None:
    broken, fine = called(world), called(world)
    promised(broken, world, "call_back", due_at=world.now + AN_HOUR / 2)
    promised(broken, world, "next_update", due_at=world.now + AN_HOUR)
    promised(fine, world, "fix", due_at=world.now + AN_HOUR)
    at = world.now + AN_HOUR / 2 + timedelta(minutes=1)
    Outstanding.objects.overdue(at).break_all(at=at)
    owed = next_owed(Case.objects.order_by("id"), at=at)
    assert set(owed) == {broken.pk, fine.pk}
    assert [(owed[each.pk].due_at, owed[each.pk].state) for each in (broken, fine)] == [
        (world.now + AN_HOUR / 2, "broken"),
        (world.now + AN_HOUR, "soon"),
    ]
    assert 0.5 < owed[fine.pk].used < 0.6
    assert next_owed([fine], at=world.now + 2 * AN_HOUR)[fine.pk].state == "broken"


def rows_of_cases_written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_updated('cases_case'::regclass)")
        return int(cursor.fetchone()[0])


def test_a_case_repeats_when_its_first_promise_is_due_and_keeps_it_when_that_breaks(world: World) -> None:
    cases = [called(world) for _ in range(3)]
    for hours, case in enumerate(cases, 1):
        promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2)
        promised(case, world, "next_update", due_at=world.now + hours * AN_HOUR)
    assert first_due(world.now + AN_HOUR / 2) == cases
    at, before = world.now + AN_HOUR / 2 + timedelta(minutes=1), rows_of_cases_written()
    assert Outstanding.objects.overdue(at).break_all(at=at) == 3
    assert rows_of_cases_written() == before
    assert first_due(world.now + AN_HOUR / 2) == cases


def first_due(at: datetime) -> list[Case]:
    return list(Case.objects.filter(next_due_at=at).order_by("id"))


def test_once_a_broken_promise_is_made_right_its_case_stands_under_what_is_due_next(world: World) -> None:
    case = called(world)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2)
    promised(case, world, "next_update", due_at=world.now + 9 * AN_HOUR)
    for hours in (1, 5):
        Outstanding.objects.overdue(world.now + hours * AN_HOUR).break_all(at=world.now + hours * AN_HOUR)
        assert first_due(world.now + AN_HOUR / 2) == [case]
    for recovery in Outstanding.objects.of(case).filter(promise__recovers__isnull=False):
        recovery.promise.release(words="They called us.", by=world.ana)
    assert first_due(world.now + 9 * AN_HOUR) == [case]


def test_who_owes_what_is_owed_about_a_case_says_nothing_of_when(world: World) -> None:
    case, before = called(world), rows_of_cases_written()
    assert Outstanding.objects.of(case).pass_to(case, world.ben) == 1
    assert rows_of_cases_written() == before


def test_what_is_about_another_case_from_now_on_moves_the_next_due_time_of_both(world: World) -> None:
    case, other = called(world), called(world)
    promised(case, world, "next_update", due_at=world.now + AN_HOUR / 4)
    (later,) = Outstanding.objects.of(case).exclude(due_at=world.now + AN_HOUR / 4)
    Outstanding.objects.of(case).filter(due_at=world.now + AN_HOUR / 4).point_to(other)
    times = [Case.objects.get(pk=each.pk).next_due_at for each in (case, other)]
    assert times == [later.due_at, world.now + AN_HOUR / 4]


def test_what_was_to_be_made_right_and_was_not_stands_under_the_time_that_was_broken_first(world: World) -> None:
    case = called(world)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2)
    for hours in (1, 5):
        Outstanding.objects.overdue(world.now + hours * AN_HOUR).break_all(at=world.now + hours * AN_HOUR)
    owed = next_owed([case], at=world.now + 5 * AN_HOUR)
    assert (owed[case.pk].due_at, owed[case.pk].state) == (world.now + AN_HOUR / 2, "broken")


def test_the_list_draws_it_with_its_ring(world: World, ana: Client) -> None:
    case = called(world)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2)
    at = world.now + AN_HOUR / 2 + timedelta(minutes=1)
    Outstanding.objects.overdue(at).break_all(at=at)
    with time_machine.travel(at, tick=False):
        text = ana.get("/cases/?view=mine").content.decode()
    row = text[text.index(case.need) :]
    assert row.count('data-state="broken"') == 2 and "10:52" in row
