"""What others decided, and which department was asked, stands on the homes of those whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, CollaborationRequest, Escalation
from fiverings.cases.tests.gate import called
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.people.models import Person, PresenceState, Team
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def home_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def test_a_decision_stands_on_the_home_of_the_owner_until_they_say_that_it_meets_the_need(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    raised = case.escalate(
        kind=Escalation.Kind.HIERARCHICAL, reason="They lose money.", needed="A credit", by=world.ana
    )
    raised.accept(by=raised.holder)
    assert "Decided for you" not in home_of(world.ana)
    raised.decide(words="One month free.", authority="My limit", by=raised.holder)
    home = home_of(world.ana)
    assert "Decided for you" in home and "One month free." in home and "Dana decided about Maple Dental" in home
    assert "Decided for you" not in home_of(world.ben)
    ana.post(f"/escalations/{raised.pk}/confirmation/")
    assert "Decided for you" not in home_of(world.ana)


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_goodwill_that_was_allowed_or_not_stands_there_until_they_have_seen_it(
    case: Case, world: World, ana: Client, settle: Settle, verb: str
) -> None:
    money = {"kind": "credit", "amount": "160.00", "currency": "CAD", "reason": "You lost a morning of calls."}
    ana.post(f"/cases/{case}/goodwill/", money)
    asked = case.approvals.get()
    getattr(asked, verb)(words="They were patient with us.", by=asked.holder)
    settle()
    home = home_of(world.ana)
    assert "Decided for you" in home and "They were patient with us." in home and "I have seen it" in home
    reading = home[home.index("Decided for you") :].partition('action="')[2].partition('"')[0]
    assert ana.post(reading, {"home": "1"})["location"] == "/"
    assert "Decided for you" not in home_of(world.ana)


def test_a_department_that_is_asked_is_named_in_the_story_and_on_both_homes(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    networks = Team.establish(name="Networks", by=world.dana)
    networks.memberships.create(person=world.chidi, since=clock.now() - timedelta(hours=1))
    Person.objects.filter(pk=world.chidi.pk).update(presence=PresenceState.AVAILABLE)
    case.ask(to=networks, what="Is it the card?", needed_by=clock.now() + timedelta(hours=2), by=world.ana)
    settle()
    [told] = recall(Entry.objects.filter(kind="cases.HelpAsked"))
    assert str(told.tell()) == f"Ana asked Networks to help with {case}; it lies with Chidi"
    page = ana.get(case.get_absolute_url()).content.decode()
    assert "Ana asked Networks to help" in page and "Networks was asked:" in page
    assert "Networks was asked: Ana needs help with a case of Maple Dental" in home_of(world.chidi)
    assert "You asked Networks to help with the case of Maple Dental; it lies with Chidi" in home_of(world.ana)
    client, asked = Client(), CollaborationRequest.objects.get()
    client.force_login(world.chidi)
    assert "Networks was asked:" in client.get(f"/help/{asked.pk}/declining/").content.decode()


def test_of_a_colleague_who_is_asked_no_department_is_named(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Is it the card?", needed_by=clock.now() + timedelta(hours=2), by=world.ana)
    [told] = recall(Entry.objects.filter(kind="cases.HelpAsked"))
    assert str(told.tell()) == f"Ana asked Chidi to help with {case}"
    assert "Ana asks you to help with a case of Maple Dental" in home_of(world.chidi)
