"""What waits for its time, when the case, its writer or its customer changes meanwhile; and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.models.reopening import REOPENS_WITHIN
from fiverings.channels.tests.mails import arrived, bounced
from fiverings.conversations.models import Draft, Message, Outbox
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.notices.models import Notice
from fiverings.people.models import Person
from tests.world import World

from .standing import past_the_gate, resolved, written
from .test_planning import kinds, planned, strike

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "It rings at the wrong place.", at=clock.now()))


def told(person: Person) -> list[str]:
    return [each.entry.kind.rpartition(".")[2] for each in Notice.objects.filter(person=person).order_by("id")]


def draft_of(person: Person, message: Message) -> str:
    draft = Draft.objects.filter(thread=message.thread, person=person).first()
    return draft.text if draft else ""


def test_when_they_say_that_it_works_what_was_to_be_said_later_is_a_draft_again(
    case: Case, world: World, settle: Settle
) -> None:
    message = planned(case, world)
    resolved(case, world, at=clock.now() + timedelta(minutes=1))
    settle()
    message.refresh_from_db()
    assert message.taken_back_at and not Outbox.objects.filter(message=message).exists()
    assert draft_of(world.ana, message) == "Is all well?" and "MessageHeldBack" in told(world.ana)


def test_a_case_about_which_something_is_to_be_said_yet_is_not_closed_for_good(case: Case, world: World) -> None:
    resolved(case, world, at=clock.now())
    after = clock.now() + REOPENS_WITHIN + timedelta(days=1)
    message = case.write_later("How is it now?", send_at=after + timedelta(hours=1), by=world.ana)
    Outbox.objects.exclude(message=message).delete()
    assert not Case.objects.to_close(after).filter(pk=case.pk).exists()
    assert strike(message, after=REOPENS_WITHIN + timedelta(days=2)).told_at is not None
    assert Case.objects.to_close(after).filter(pk=case.pk).exists()


def test_what_waits_goes_with_its_case_into_another_and_can_be_changed_there(
    case: Case, world: World, settle: Settle
) -> None:
    message = planned(case, world)
    survivor = past_the_gate(written(world.priya, settle, "The other phone is dead.", at=clock.now()))
    case.merge_into(survivor, by=world.ana)
    assert [each.pk for each in survivor.planned()] == [message.pk] and case.planned() == []
    message = survivor.planned()[0]
    then = clock.now() + timedelta(hours=3)
    changed = survivor.replan(message, text="Are both well?", send_at=then, by=world.ana)
    assert strike(changed, after=timedelta(hours=4)).told_at is not None


def test_what_somebody_who_leaves_was_to_say_is_left_to_the_owner_and_not_sent(
    case: Case, world: World, settle: Settle
) -> None:
    message = case.write_later("Is all well?", send_at=clock.now() + timedelta(hours=2), by=world.ben)
    world.ben.deactivate(by=world.admin)
    settle()
    late = strike(message)
    assert late.told_at is None and late.taken_back_at is not None
    assert draft_of(case.owner, message) == "Is all well?" and "MessageLeftBehind" in told(case.owner)


def test_two_contacts_who_are_one_get_what_was_planned_for_either(case: Case, world: World) -> None:
    message = planned(case, world)
    twin = Contact.introduce(account=world.maple, name="P. Raman", by=world.ana, address="p.raman@mapledental.example")
    world.priya.merge_into(twin, by=world.ana)
    assert strike(message).told_at is not None


def test_what_is_planned_for_an_address_that_is_theirs_no_more_is_not_sent(case: Case, world: World) -> None:
    message = planned(case, world)
    world.priya.addresses.all().delete()
    late = strike(message)
    assert late.told_at is None and draft_of(world.ana, late) == "Is all well?"
    assert "MessageUnaddressed" in kinds()


def test_a_time_that_one_of_us_chose_holds_in_quiet_hours_too(case: Case, world: World) -> None:
    at_night = (clock.now() + timedelta(days=1)).replace(hour=8, minute=0)  # three or four in the morning in Toronto
    message = case.write_later("Good morning", send_at=at_night, by=world.ana)
    assert strike(message, after=at_night - clock.now() + timedelta(minutes=1)).told_at is not None


def test_what_comes_back_is_told_to_its_writer_and_to_the_owner(case: Case, world: World, settle: Settle) -> None:
    ours = case.reply("Hello", by=world.ben)
    settle()
    ours.refresh_from_db()
    ours.mark_bounced("550 5.1.1 No such user")
    settle()
    assert "MessageBounced" in told(world.ben) and "AnswerBounced" in told(case.owner)


def test_a_promise_that_comes_back_in_writing_is_marked_and_told_to_the_owner(
    case: Case, world: World, settle: Settle
) -> None:
    case.promise_spoken(kind="fix", due_at=clock.now() + timedelta(hours=3), by=world.ana)
    settle()
    letter = Message.objects.filter(auto="promise").latest("id")
    letter.tell(at=clock.now())
    arrived(world.mailbox, bounced(letter.message_id, recipient=letter.to[0]))
    settle()
    letter.refresh_from_db()
    assert letter.bounced_at and "No such person" in letter.bounce_reason
    assert told(case.owner).count("AnswerBounced") == 1
    client = Client()
    client.force_login(case.owner)
    assert "came back: " in client.get(case.get_absolute_url()).content.decode()
