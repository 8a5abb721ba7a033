"""What is late is never told as if it were to come: wherever a time stands, it is true when it is read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding
from tests.world import World

BEFORE, AFTER = 0.5, 1.5
"""In hours from when an hour was promised; no clock has broken it meanwhile."""


@pytest.fixture
def case(world: World) -> Case:
    """Priya was promised a call by 11:22; her answer is owed by 12:22."""
    opened = called(world)
    promised(opened, world, "call_back", due_at=world.now + AN_HOUR)
    return opened


def page(person: Person, world: World, hours: float, address: str = "/") -> str:
    client = Client()
    client.force_login(person)
    with time_machine.travel(world.now + hours * AN_HOUR, tick=False):
        text = " ".join(client.get(address).content.decode().split())
    return re.sub(r"</?(time|relative-time|span|small|b)\b[^>]*>", "", text)


def say(text: str) -> str:
    return re.search('<p class="say">(.*?)</p>', text)[1]


def test_home_says_what_is_due_and_then_that_it_is_late(case: Case, world: World) -> None:
    assert say(page(world.ana, world, BEFORE)) == "Two more are due today, the next to Priya Raman at 11:22."
    home = page(world.ana, world, AFTER)
    assert say(home) == (
        "One is late: it was due to Priya Raman at 11:22. One more is due today, to Priya Raman at 12:22."
    )
    assert "11:22 was due 30 min ago" in home and "1 late, 1 left today" in home


def test_home_names_the_one_that_is_late_the_longest(case: Case, world: World) -> None:
    promised(case, world, "next_update", due_at=world.now + AN_HOUR * 1.25)
    assert "Two are late, the longest one to Priya Raman, due at 11:22." in say(page(world.ana, world, AFTER))


def test_who_leads_reads_that_it_is_late_and_not_that_it_is_due(case: Case, world: World) -> None:
    assert "One is due within the hour." in page(world.dana, world, BEFORE)
    assert "One is late. One is due within the hour." in page(world.dana, world, AFTER)


def test_the_head_of_a_case_says_was_due(case: Case, world: World) -> None:
    address = case.get_absolute_url()
    assert "was due" not in page(world.ana, world, BEFORE, address)
    assert "Toronto, was due 30 min ago" in page(world.ana, world, AFTER, address)


def test_who_makes_it_right_too_late_was_to_make_it_right(case: Case, world: World) -> None:
    broken_at = world.now + AN_HOUR * 1.01
    Outstanding.objects.overdue(broken_at).break_all(at=broken_at)
    address = case.get_absolute_url()
    assert "Ana makes it right by" in page(world.ana, world, AFTER, address)
    assert "Ana was to make it right by" in page(world.ana, world, 9, address)


def test_help_is_needed_by_a_time_and_then_was_needed(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Which line?", needed_by=world.now + AN_HOUR, by=world.ana, at=world.now)
    assert say(page(world.chidi, world, 0)) == "Ana needs your help by 11:22."
    late = page(world.chidi, world, AFTER)
    assert say(late) == "Ana needs your help, late since 11:22."
    assert "They needed your answer by 11:22" in late and "They need your answer" not in late
    assert "You needed the answer by 11:22" in page(world.ana, world, AFTER)


def test_a_decision_is_asked_by_a_time_and_then_is_late(case: Case, world: World) -> None:
    raised = case.escalate(kind="hierarchical", reason="They lose calls.", by=world.ana, at=world.now)
    due = f"{raised.accept_by.astimezone(world.now.tzinfo):%H:%M}"
    assert say(page(raised.holder, world, 0)).endswith(f"accept the one about Maple Dental by {due}.")
    assert say(page(raised.holder, world, AFTER)).endswith(f"accept the one about Maple Dental, late since {due}.")


def test_goodwill_is_to_be_allowed_by_a_time_and_then_is_late(case: Case, world: World) -> None:
    given = {"kind": "credit", "amount": Decimal(500), "currency": "CAD", "reason": "We were late."}
    asked = case.grant_goodwill(**given, by=world.ana, at=world.now)
    due = f"{asked.accept_by.astimezone(world.now.tzinfo):%H:%M}"
    assert f"500.00 CAD of goodwill by {due}." in say(page(asked.holder, world, 0))
    home = page(asked.holder, world, AFTER)
    assert f"500.00 CAD of goodwill, late since {due}." in say(home) and f"Your answer was due by {due}" in home


def test_a_colleagues_page_says_that_a_promise_is_late(case: Case, world: World) -> None:
    address = f"/people/{world.ana.pk}/"
    assert "next promise 11:22" in page(world.dana, world, BEFORE, address)
    assert "promise late since 11:22" in page(world.dana, world, AFTER, address)
