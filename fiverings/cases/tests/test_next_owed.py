"""In a list each case shows what is owed about it first: what is broken, else what is due next."""

from __future__ import annotations

from datetime import timedelta

import time_machine
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
