"""What was decided is guidance: it is found again when somebody asks for the like, and shown to whoever decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fiverings.cases.models import Case, Escalation
from fiverings.customers.models import Account, Contact
from tests.world import ZONE, World

ELEVEN = datetime(2026, 4, 30, 11, 0, tzinfo=ZoneInfo(ZONE))
WAIVED = "Waive the visit, once."


def opened(world: World, account: Account, contact: Contact, kind: str) -> Case:
    return Case.open_for(account, need="What does it cost?", contact=contact, kind=kind, by=world.ana, at=world.now)


def decided(case: Case, world: World, words: str, *, at: datetime = ELEVEN, **raised: Any) -> Escalation:
    escalation = case.escalate(**{"kind": "hierarchical", "reason": "Why", "by": world.ana, "at": at, **raised})
    escalation.accept(by=escalation.holder, at=at)
    escalation.decide(words=words, authority="My limit is 100.00.", by=escalation.holder, at=at)
    return escalation


@pytest.fixture
def before(world: World) -> Escalation:
    return decided(opened(world, world.harbour, world.nadia, "incident"), world, WAIVED)


@pytest.fixture
def dana(world: World) -> Client:
    client = Client()
    client.force_login(world.dana)
    return client


def test_whoever_raises_a_like_one_reads_what_was_decided(before: Escalation, world: World, ana: Client) -> None:
    case = opened(world, world.maple, world.priya, "incident")
    page = ana.get(f"/cases/{case.number}/escalation/").content.decode()
    assert WAIVED in page and "My limit is 100.00." in page and before.case.number in page
    other = opened(world, world.maple, world.priya, "question")
    assert WAIVED not in ana.get(f"/cases/{other.number}/escalation/").content.decode()


def test_whoever_decides_reads_it_on_the_case_and_while_they_decide(
    before: Escalation, world: World, dana: Client, ana: Client
) -> None:
    case = opened(world, world.maple, world.priya, "incident")
    raised = case.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana, at=ELEVEN)
    assert WAIVED in dana.get(case.get_absolute_url()).content.decode()
    assert WAIVED not in ana.get(case.get_absolute_url()).content.decode()
    raised.accept(by=world.dana, at=ELEVEN)
    assert WAIVED in dana.get(f"/escalations/{raised.pk}/decision/").content.decode()


def test_the_same_rule_goes_before_the_same_sort_of_need_and_the_latest_first(world: World) -> None:
    hour = timedelta(hours=1)
    sort = decided(opened(world, world.harbour, world.nadia, "incident"), world, "By its sort.", at=ELEVEN + 5 * hour)
    old = decided(opened(world, world.harbour, world.nadia, "question"), world, "Long ago.", rule="promise.broken")
    new = decided(
        opened(world, world.orion, world.omar, "question"), world, "Lately.", rule="promise.broken", at=ELEVEN + hour
    )
    case = opened(world, world.maple, world.priya, "incident")
    raised = case.escalate(kind="hierarchical", reason="Why", rule="promise.broken", by=None, at=ELEVEN + 6 * hour)
    assert raised.precedents(world.dana) == [new, old, sort]


def test_what_nobody_has_decided_guides_nobody(world: World) -> None:
    waiting = opened(world, world.harbour, world.nadia, "incident")
    waiting.escalate(kind="hierarchical", reason="Why", by=world.ana, at=ELEVEN)
    raised = opened(world, world.maple, world.priya, "incident").escalate(
        kind="hierarchical", reason="Why", by=world.ana, at=ELEVEN
    )
    assert raised.precedents(world.dana) == []


def test_nobody_reads_what_was_decided_about_an_account_that_they_may_not_see(before: Escalation, world: World) -> None:
    raised = opened(world, world.maple, world.priya, "incident").escalate(
        kind="hierarchical", reason="Why", by=world.ana, at=ELEVEN
    )
    assert raised.precedents(world.ben) == [before]
    world.harbour.make_confidential(reason="A lawsuit", by=world.dana)
    world.harbour.accesses.all().delete()
    assert raised.precedents(world.ben) == []


def test_programs_read_it_too(before: Escalation, world: World, dana: Client) -> None:
    raised = opened(world, world.maple, world.priya, "incident").escalate(
        kind="hierarchical", reason="Why", by=world.ana, at=ELEVEN
    )
    (found,) = dana.get(f"/api/escalations/{raised.pk}/precedents").json()["precedents"]
    assert (found["id"], found["decision"]) == (before.pk, WAIVED)
