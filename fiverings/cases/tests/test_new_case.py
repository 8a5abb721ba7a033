"""The page of a new case: what was asked, expected, promised and told about cost, on one page."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, ANSWERS, owed, typed
from fiverings.promises.models import Promise
from tests.world import World


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


def test_one_page_takes_in_a_need_with_all_that_was_asked_and_told(world: World, ana: Client) -> None:
    given = ANSWERS | {
        "contact": world.priya.pk, "need": "Calls ring at the wrong place.", "expects": "Before noon",
        "expects_by": typed(world.now + AN_HOUR), "promise": "call_back", "promise_by": typed(world.now + AN_HOUR),
        "cost": "no", "words": "We look into it.",
    }  # fmt: skip
    ana.post("/cases/new/", given)
    case = Case.objects.get()
    assert [each.code for each in case.missing()] == ["severity"]
    assert owed(case) == [("call_back", True), ("answer", False)]
    assert Promise.objects.to_customers().get().due_at == world.now + AN_HOUR
    words = case.journey.threads.get().messages.get().text
    assert words.startswith("We look into it.\n\nAna Costa from Northbell will call you on")
    assert words.endswith(f"\n\nAna Costa from Northbell: case {case} is not charged.")


def test_a_charge_is_told_on_that_page_with_the_most_it_can_come_to(world: World, ana: Client) -> None:
    given = {"contact": world.priya.pk, "need": "Move three phones.", "cost": "yes", "basis": "Not covered"}
    refused = ana.post("/cases/new/", given)
    assert refused.status_code == 422 and "Say what it can come to at most." in refused.content.decode()
    ana.post("/cases/new/", given | {"cap": "185", "currency": "CAD"})
    told = Case.objects.get().cost()
    assert told and (told.billable, told.cap, told.currency, told.basis) == ("yes", 185, "CAD", "Not covered")


def test_near_times_can_be_chosen_and_nothing_is_said_of_what_they_expect(world: World, ana: Client) -> None:
    page = ana.get(f"/cases/new/?contact={world.priya.pk}").content.decode()
    expects = re.search('<input[^>]*name="expects_by"[^>]*>', page)[0]
    assert "value=" not in expects and 'list="id_expects_by-near"' in expects
    assert "value=" in re.search('<input[^>]*name="promise_by"[^>]*>', page)[0]
    assert page.count("<datalist") == 3 and '<option value="2026-04-30T11:25" label="11:25">' in page


def test_what_is_refused_on_that_page_keeps_everything_that_was_typed(world: World, ana: Client) -> None:
    given = ANSWERS | {
        "contact": world.priya.pk, "need": "Calls ring wrong.", "expects_by": typed(world.now + AN_HOUR),
        "promise": "call_back", "promise_by": typed(world.now + 1.5 * AN_HOUR),
    }  # fmt: skip
    answer = ana.post("/cases/new/", given)
    text = answer.content.decode()
    assert answer.status_code == 422 and not Case.objects.exists()
    assert "They expect it by 11:22" in text and "A restart" in text and "Nobody can book" in text
