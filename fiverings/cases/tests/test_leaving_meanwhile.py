"""Somebody becomes an owner while they are leaving: the second is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case, Handoff
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.people.models import Person
from tests.racing import alone, leaving_nothing, meanwhile
from tests.settling import settle_everything
from tests.world import World


def while_leaving(world: World, leaver: Person, act: Callable[[], Any]) -> Any:
    """How the act ended that began before the leaver had left, and could go on only afterwards."""

    def leave() -> None:
        Person.objects.get(pk=leaver.pk).deactivate(by=world.admin)

    return meanwhile(leave, act)[1]


@contextmanager
def a_case_of_anas(world: World) -> Iterator[Case]:
    """Committed for all to see, and gone afterwards; so is whoever left meanwhile back again."""
    with leaving_nothing():
        case = alone(lambda: past_the_gate(written(world.priya, settle_everything, at=clock.now())))
        try:
            yield case
        finally:
            alone(lambda: Person.objects.filter(is_active=False).update(is_active=True))
            alone(lambda: [each.save() for each in (world.maple, world.orion, world.harbour)])
            alone(lambda: Person.objects.filter(pk=world.ben.pk).update(roles=world.ben.roles))


def test_who_accepts_a_handoff_while_they_are_leaving_is_refused(world: World) -> None:
    with a_case_of_anas(world) as case:
        offer = alone(lambda: case.hand_off(to=world.ben, note="It rings.", by=world.ana))
        ended = while_leaving(world, world.ben, lambda: offer.accept(read_back="It rings; I call Priya.", by=world.ben))
        assert isinstance(ended, Refused) and "with somebody else" in str(ended)
        assert alone(lambda: (Case.objects.get().owner, Handoff.objects.get().outcome)) == (world.ana, "offered")


def test_the_page_on_which_they_accept_says_so_too(world: World) -> None:
    with a_case_of_anas(world) as case:
        offer = alone(lambda: case.hand_off(to=world.ben, note="It rings.", by=world.ana))
        browser = Client()
        alone(lambda: browser.force_login(world.ben))
        assert alone(lambda: browser.get(f"/handoffs/{offer.pk}/acceptance/")).status_code == 200
        read_back = {"read_back": "It rings; I call Priya."}
        answer = while_leaving(world, world.ben, lambda: browser.post(f"/handoffs/{offer.pk}/acceptance/", read_back))
        assert answer.status_code == 422 and "with somebody else" in answer.content.decode()


def test_a_lead_who_takes_over_while_they_are_leaving_is_refused(world: World) -> None:
    with a_case_of_anas(world) as case:
        alone(lambda: Person.objects.filter(pk=world.ben.pk).update(roles=["advocate", "lead"]))
        ben = alone(lambda: Person.objects.get(pk=world.ben.pk))
        ended = while_leaving(world, ben, lambda: case.take_over(reason="It takes too long.", by=ben))
        assert isinstance(ended, Refused) and "with somebody else" in str(ended)


@pytest.mark.parametrize("act", ["ask", "escalate"])
def test_what_is_asked_of_somebody_who_is_leaving_goes_to_who_stands_above(world: World, act: str) -> None:
    with a_case_of_anas(world) as case:
        soon = clock.now() + timedelta(hours=2)
        acts = {
            "ask": lambda: case.ask(to=world.chidi, what="Whose line?", needed_by=soon, by=world.ana),
            "escalate": lambda: case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana),
        }
        asked = while_leaving(world, world.chidi, acts[act])
        assert not isinstance(asked, Exception), asked
        alone(lambda: type(asked).objects.overdue(clock.now()).climb_all(at=clock.now()))
        assert alone(lambda: type(asked).objects.get().holder.is_active)


@pytest.mark.parametrize("act", ["ask", "escalate"])
def test_who_takes_on_what_is_asked_while_they_are_leaving_is_refused_and_no_customer_is_told(
    world: World, act: str
) -> None:
    with a_case_of_anas(world) as case:
        soon = clock.now() + timedelta(hours=2)
        acts = {
            "ask": lambda: case.ask(to=world.ben, what="Whose line?", needed_by=soon, by=world.ana),
            "escalate": lambda: case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana),
        }
        asked = alone(acts[act])
        alone(lambda: type(asked).objects.filter(pk=asked.pk).update(holder=world.ben))
        written_before = alone(Message.objects.count)
        ended = while_leaving(world, world.ben, lambda: asked.accept(by=world.ben))
        assert isinstance(ended, Refused) and alone(Message.objects.count) == written_before
