"""What is written now can be sent later; it is not, if the customer writes before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.cases.models import Case
from fiverings.cases.models.planning import OwedNow
from fiverings.conversations.models import Draft, Message, NotLater, Outbox
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.people.models import Person
from tests.world import World

from .standing import past_the_gate, written

Settle = Callable[..., None]
SOON = timedelta(hours=2)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "It rings at the wrong place.", at=clock.now()))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def planned(case: Case, world: World) -> Message:
    return case.write_later("Is all well?", send_at=clock.now() + SOON, by=world.ana)


def strike(message: Message, *, after: timedelta = SOON + timedelta(minutes=1)) -> Message:
    at = clock.now() + after
    Outbox.objects.due(at).tell_all(at=at)
    return Message.objects.get(pk=message.pk)


def kinds() -> list[str]:
    return [each.rpartition(".")[2] for each in Entry.objects.order_by("id").values_list("kind", flat=True)]


def test_what_is_planned_is_sent_at_its_time_and_not_before(case: Case, world: World) -> None:
    message = planned(case, world)
    assert strike(message, after=SOON - timedelta(minutes=1)).is_waiting
    assert strike(message).told_at is not None
    assert "MessagePlanned" in kinds() and not Outbox.objects.filter(message=message).exists()


def test_what_the_customer_overtakes_is_not_sent_and_its_words_are_a_draft_again(
    case: Case, world: World, settle: Settle
) -> None:
    message = planned(case, world)
    Draft.keep(thread=message.thread, by=world.ana, text="Something else")
    heard = message.thread.messages.filter(direction="in").latest("id")
    heard.pk = None
    heard.at, heard.message_id = message.at + timedelta(minutes=1), "later@mapledental.example"
    heard.save(force_insert=True)
    late = strike(message)
    assert late.told_at is None and late.taken_back_at is not None
    assert Draft.objects.get(thread=message.thread, person=world.ana).text == "Something else\n\nIs all well?"
    assert "MessageHeldBack" in kinds()


def test_what_is_planned_can_be_sent_now_or_taken_back(case: Case, world: World) -> None:
    message, client = planned(case, world), signed_in(world.ana)
    shown = client.get(reverse("case", args=[case.number])).content.decode()
    assert "unless they write before" in shown and "Send it now" in shown
    act = reverse("message-sending", args=[message.pk])
    assert client.get(act).status_code == 405
    client.post(act)
    assert "MessageHurried" in kinds()
    assert strike(message, after=timedelta(seconds=20)).told_at is not None
    other = planned(case, world)
    other.take_back(by=world.ana)
    assert strike(other).told_at is None


def test_no_time_that_has_passed_and_no_promise_can_be_planned(case: Case, world: World) -> None:
    with pytest.raises(NotLater):
        case.write_later("Hello", send_at=clock.now(), by=world.ana)
    with pytest.raises(OwedNow):
        case.write_later("Hello", send_at=clock.now() + SOON, asks=True, by=world.ana)
    client, to = signed_in(world.ana), reverse("case-replies", args=[case.number])
    later = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT08:00")
    given: dict[str, Any] = {"words": "Good morning", "send_at": later}
    assert client.post(to, given | {"asks": "on"}).status_code == 422
    assert client.post(to, given).status_code == 302
    message = Message.objects.latest("id")
    assert message.text == "Good morning" and message.outbox.planned_at is not None
    assert message.outbox.due_at.astimezone(world.now.tzinfo).strftime("%Y-%m-%dT%H:%M") == later
