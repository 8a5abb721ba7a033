"""What is said on the telephone stands in the customer's mailbox at once, all of it in one mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, owed
from fiverings.cases.tests.standing import tell_everything
from fiverings.conversations.models import TELLS_AFTER, Message, NoAddress, Outbox
from fiverings.promises.models import NoPromiseOfCost, Outcome
from tests.world import World

Settle = Callable[..., None]
CHARGED: dict[str, Any] = {
    "billable": "yes",
    "basis": "A visit",
    "estimate": "1 h",
    "cap": Decimal(185),
    "currency": "CAD",
}


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def in_their_mailbox(case: Case) -> list[str]:
    return [each.text for each in Message.objects.filter(thread__journey=case.journey).order_by("id")]


def codes(case: Case) -> list[str]:
    return [each.code for each in case.missing()]


def test_what_they_are_told_about_cost_stands_in_their_mailbox(case: Case, world: World) -> None:
    told = case.tell_cost(**CHARGED, by=world.ana, at=world.now)
    said = (
        f"Ana Costa from Northbell: case {case} is charged, at most 185.00 CAD; no more without your consent."
        " A visit. Estimate: 1 h."
    )
    assert in_their_mailbox(case) == [told.sentence] == [said]
    assert told.message is not None and Outbox.objects.get().message == told.message
    assert (told.told_how, told.message.auto) == ("spoken", "promise")


def test_they_read_it_in_their_language(case: Case, world: World) -> None:
    type(world.priya).objects.filter(pk=world.priya.pk).update(language="fr")
    Case.objects.get(pk=case.pk).tell_cost(**CHARGED, by=world.ana, at=world.now)
    assert "185,00 CAD" in in_their_mailbox(case)[0]


def test_what_nobody_knows_yet_is_written_with_when_they_will_know(case: Case, world: World) -> None:
    told = case.tell_cost(billable="unknown", due_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    (words,) = in_their_mailbox(case)
    assert told.promise is not None and told.promise.message == told.message
    assert words == f"{told.promise.sentence}\n\n{told.sentence}" and "nothing is charged before it is" in words


def test_a_promise_and_the_cost_told_together_are_one_mail(case: Case, world: World) -> None:
    promise = {"kind": "call_back", "due_at": world.now + AN_HOUR}
    said = case.say(promise=promise, cost={"billable": "no"}, by=world.ana, at=world.now)
    assert said.promise is not None and said.cost is not None
    assert in_their_mailbox(case) == [f"{said.promise.sentence}\n\n{said.cost.sentence}"]
    assert said.promise.message == said.cost.message == said.message


def test_what_is_refused_writes_nothing(case: Case, world: World) -> None:
    with pytest.raises(NoPromiseOfCost):
        case.tell_cost(billable="unknown", by=world.ana, at=world.now)
    assert in_their_mailbox(case) == []


def test_who_has_no_mailbox_is_told_by_voice_and_not_in_writing(case: Case, world: World) -> None:
    world.priya.addresses.all().delete()
    with pytest.raises(NoAddress):
        case.tell_cost(billable="no", how="written", by=world.ana, at=world.now)
    told = case.tell_cost(billable="no", by=world.ana, at=world.now)
    assert told.message is None and in_their_mailbox(case) == [] and "cost" not in codes(case)


def test_what_is_only_written_is_told_with_its_mail(case: Case, world: World, settle: Settle) -> None:
    first = case.tell_cost(billable="unknown", due_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + AN_HOUR / 4)
    at = world.now + AN_HOUR / 2
    told = case.tell_cost(billable="no", how="written", by=world.ana, at=at)
    assert ("cost", True) in owed(case)
    tell_everything(settle, at=at + AN_HOUR / 60)
    assert ("cost", True) not in owed(case) and Outcome.objects.get(promise=first.promise).evidence.id == told.pk


def test_what_is_only_written_and_taken_back_was_not_told(case: Case, world: World, settle: Settle) -> None:
    told = case.tell_cost(billable="no", how="written", by=world.ana, at=world.now)
    assert told.message is not None and "cost" not in codes(case)
    told.message.take_back(by=world.ana, at=world.now)
    settle()
    assert case.cost() is None and "cost" in codes(case)


def test_what_was_said_is_written_again_when_the_words_above_it_are_taken_back(world: World, settle: Settle) -> None:
    promise = {"kind": "call_back", "due_at": world.now + AN_HOUR}
    case = called(world, promise=promise, cost={"billable": "no"}, words="We look into it.")
    (first,) = Message.objects.filter(thread__journey=case.journey)
    draft = first.take_back(by=world.ana, at=world.now)
    settle()
    _taken_back, again = in_their_mailbox(case)
    assert draft is not None and case.without_promises(draft.text) == "We look into it."
    assert first.text == f"We look into it.\n\n{again}" and "will call you" in again and "not charged" in again
    assert Message.objects.standing().get(thread__journey=case.journey).author is None


@pytest.fixture
def asleep(case: Case, world: World) -> Case:
    """Priya is left in peace from nine in the morning until noon; it is about half past ten."""
    type(world.priya).objects.filter(pk=world.priya.pk).update(quiet_from=time(9), quiet_until=time(12))
    return Case.objects.get(pk=case.pk)


NOON = datetime(2026, 4, 30, 12, tzinfo=ZoneInfo("America/Toronto"))
A_MOMENT = timedelta(minutes=10)


def test_what_was_said_follows_in_writing_when_their_quiet_hours_end(asleep: Case, world: World) -> None:
    told = asleep.promise_spoken(kind="call_back", due_at=NOON + A_MOMENT, by=world.ana, at=world.now)
    assert told.told_at == world.now and told.message is not None
    assert told.message.outbox.due_at == told.message.held_until == NOON
    Outbox.objects.due(NOON - timedelta(seconds=1)).tell_all(at=NOON)
    assert told.message.outbox
    Outbox.objects.due(NOON).tell_all(at=NOON)
    assert Message.objects.told().filter(pk=told.message.pk).exists()


def test_what_is_due_before_their_quiet_hours_end_follows_at_once(asleep: Case, world: World) -> None:
    told = asleep.promise_spoken(kind="call_back", due_at=NOON - AN_HOUR, by=world.ana, at=world.now)
    assert told.message is not None and told.message.held_until is None
    assert told.message.outbox.due_at == world.now + TELLS_AFTER


def test_words_of_a_person_wait_for_no_quiet_hours(asleep: Case, world: World) -> None:
    promise = {"kind": "call_back", "due_at": NOON + A_MOMENT}
    said = asleep.say(promise=promise, words="As we said.", by=world.ana, at=world.now)
    assert said.message is not None and said.message.outbox.due_at == world.now + TELLS_AFTER


def test_the_page_says_until_when_their_quiet_hours_hold_a_mail(asleep: Case, world: World, client: Client) -> None:
    asleep.tell_cost(**CHARGED, by=world.ana, at=world.now)
    client.force_login(world.ana)
    page = client.get(asleep.get_absolute_url()).content.decode()
    assert "Their quiet hours are kept." in page and "This is told in ten seconds." not in page
