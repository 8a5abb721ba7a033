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
from fiverings.conversations.models import Draft, Message, NotLater, Outbox, Template
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.people.models import Person
from tests.world import World

from .broken import broken
from .standing import past_the_gate, resolved, written

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


def test_what_the_customer_overtakes_in_another_thread_of_the_case_is_not_sent_either(case: Case, world: World) -> None:
    message = planned(case, world)
    heard = message.thread.messages.filter(direction="in").latest("id")
    aside = message.thread
    aside.pk = None
    aside.save(force_insert=True)
    heard.pk, heard.thread = None, aside
    heard.at, heard.message_id = message.at + timedelta(minutes=1), "later@mapledental.example"
    heard.save(force_insert=True)
    assert strike(message).told_at is None


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


def test_what_waits_gets_other_words_or_another_time_and_a_draft_stays(case: Case, world: World) -> None:
    message, client = planned(case, world), signed_in(world.ana)
    Draft.keep(thread=message.thread, by=world.ana, text="Something else")
    address = reverse("case-planned", args=[case.number, message.pk])
    assert address in client.get(case.get_absolute_url()).content.decode()
    assert "Is all well?" in client.get(address).content.decode()
    later = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT08:00")
    assert client.post(address, {"words": "Is it well?", "send_at": "2020-01-01T08:00"}).status_code == 422
    assert client.post(address, {"words": "Is it well?", "send_at": later}).status_code == 302
    changed = Message.objects.latest("id")
    assert changed.text == "Is it well?" and changed.is_planned and not strike(message).told_at
    assert Outbox.objects.count() == 1 and "MessageReplanned" in kinds()
    assert Draft.objects.get(thread=message.thread, person=world.ana).text == "Something else"
    assert strike(changed, after=timedelta(days=3)).told_at is not None
    gone = client.get(reverse("case-planned", args=[case.number, changed.pk]), follow=True).content.decode()
    assert "does not wait for its time any more" in gone


def composer_of(case: Case, world: World) -> str:
    page = signed_in(world.ana).get(case.get_absolute_url()).content.decode()
    return page[page.index('id="composer"') :]


def test_an_answer_is_sent_later_also_where_nothing_can_be_promised(case: Case, world: World) -> None:
    assert "Add a promise" in composer_of(case, world) and 'name="send_at"' in composer_of(case, world)
    resolved(case, world, at=clock.now())
    assert "Add a promise" not in composer_of(case, world) and 'name="send_at"' in composer_of(case, world)


def test_where_a_promise_is_broken_the_composer_says_that_nothing_is_sent_later(case: Case, world: World) -> None:
    broken(case, world, due_at=clock.now() - timedelta(minutes=5))
    page = composer_of(case, world)
    assert 'name="send_at"' not in page and "make it good now, not later" in page


def test_a_refused_time_stays_beside_the_words(case: Case, world: World) -> None:
    given = {"words": "Good morning", "send_at": "2020-01-01T08:00"}
    answer = signed_in(world.ana).post(reverse("case-replies", args=[case.number]), given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "That is not later" in page and 'value="2020-01-01T08:00"' in page
    assert "Send later" in page


def test_the_composer_shows_the_signature_that_will_stand_below(case: Case, world: World) -> None:
    assert "Your signature follows" not in composer_of(case, world)
    text = "{person.name}\n{team.name}"
    Template.write(by=world.ana, kind="signature", name="Ours", team=None, language="en", text=text)
    page = composer_of(case, world)
    assert "Your signature follows" in page and f"{world.ana.name}<br>" in page
    Template.objects.get(name="Ours").change(by=world.ana, text="**{person.name}**")
    assert f"<strong>{world.ana.name}</strong>" in composer_of(case, world)
