"""What a customer says reaches its case, opens one, or reopens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import past_the_gate, resolved
from fiverings.conversations.models import Message, Outbox
from fiverings.core.following import follow
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    write_in(world.priya, "Hi Ana,\n\nCalls ring at the wrong place.\n\nPriya", at=world.now)
    settle()
    return Case.objects.get()


def send(settle: Settle, *, at: object = None) -> None:
    Outbox.objects.all().tell_all(at=at)
    settle()


def test_a_mail_becomes_a_case_in_the_customers_words(case: Case, world: World) -> None:
    assert case.need == "Calls ring at the wrong place."
    assert (case.account, case.contact, case.owner) == (world.maple, world.priya, world.ana)
    assert (case.is_waiting_for_us, case.waiting_since, case.last_heard_at) == (True, world.now, world.now)
    assert case.number.startswith("NB-") and case.thread().token == case.number


def test_the_owner_is_told_once_of_a_mail_that_opens_a_case_and_of_each_that_follows(
    case: Case, world: World, settle: Settle
) -> None:
    told = Notice.objects.filter(person=world.ana).order_by("id").values_list("entry__kind", flat=True)
    assert list(told) == ["cases.CaseOpened"]
    write_in(world.priya, "Any news?", thread=case.thread(), at=world.now + timedelta(hours=1))
    settle()
    assert list(told.all()) == ["cases.CaseOpened", "cases.CustomerSpoke"]


def test_the_next_mail_of_the_conversation_reaches_the_same_case(case: Case, world: World, settle: Settle) -> None:
    write_in(world.priya, "Any news?", thread=case.thread(), at=world.now + timedelta(hours=1))
    settle()
    assert Case.objects.get().waiting_since == world.now
    assert Case.objects.get().last_heard_at == world.now + timedelta(hours=1)


def test_a_message_that_is_followed_twice_opens_one_case(world: World, settle: Settle) -> None:
    write_in(world.priya, "Calls ring at the wrong place.")
    line = Entry.objects.get(kind="conversations.MessageReceived", mark="")
    settle()
    follow(line.id)
    settle()
    assert Case.objects.count() == 1


def test_our_word_ends_their_waiting_when_it_is_told_and_not_before(case: Case, world: World, settle: Settle) -> None:
    case.reply("I look into it now.", by=world.ana, at=world.now + timedelta(minutes=5))
    settle()
    assert Case.objects.customers_waiting().get() == case
    send(settle, at=world.now + timedelta(minutes=6))
    case.refresh_from_db()
    assert not case.is_waiting_for_us and case.last_told_at == world.now + timedelta(minutes=6)


def test_a_customer_who_wrote_while_we_wrote_still_waits(case: Case, world: World, settle: Settle) -> None:
    case.reply("I look into it now.", by=world.ana, at=world.now + timedelta(minutes=5))
    write_in(world.priya, "It is worse now.", thread=case.thread(), at=world.now + timedelta(minutes=5, seconds=4))
    settle()
    send(settle, at=world.now + timedelta(minutes=6))
    assert Case.objects.customers_waiting().get() == case


def test_an_answer_goes_to_who_asked_in_the_same_thread_with_everybody_in_copy(case: Case, world: World) -> None:
    first, cc = case.thread().messages.get().message_id, ("lou@mapledental.example",)
    write_in(world.priya, "Copying my partner.", thread=case.thread(), cc=cc, in_reply_to=first, at=world.now)
    message = case.reply("Understood.", by=world.ana, at=world.now)
    assert (message.contact, message.thread) == (world.priya, case.thread())
    assert (message.to, message.cc) == (["priya@mapledental.example"], ["lou@mapledental.example"])


def test_a_machine_that_answers_in_a_conversation_makes_nobody_wait(case: Case, world: World, settle: Settle) -> None:
    case.reply("Done.", by=world.ana, at=world.now)
    send(settle, at=world.now)
    write_in(world.priya, "I am away.", thread=case.thread(), auto="auto-replied", at=world.now + timedelta(hours=1))
    settle()
    case.refresh_from_db()
    assert not case.is_waiting_for_us
    assert Entry.objects.filter(kind="cases.MachineSpoke").count() == 1


def test_a_machine_reopens_nothing(case: Case, world: World, settle: Settle) -> None:
    resolved(past_the_gate(case), world)
    write_in(world.priya, "I am away.", thread=case.thread(), auto="auto-replied", at=world.now + timedelta(hours=1))
    settle()
    assert not Case.objects.open().exists()


def test_mere_thanks_reopen_nothing_and_are_told(case: Case, world: World, settle: Settle) -> None:
    resolved(past_the_gate(case), world)
    write_in(world.priya, "Thank you so much, Ana!", thread=case.thread(), at=world.now + timedelta(hours=1))
    settle()
    assert not Case.objects.open().exists() and Entry.objects.filter(kind="cases.CustomerThanked").count() == 1


def test_an_alarm_that_begins_a_conversation_is_a_case(world: World, settle: Settle) -> None:
    write_in(world.priya, "PRI span 1 is down.", auto="auto-generated")
    settle()
    assert Case.objects.get().need == "PRI span 1 is down."


def test_a_stranger_with_the_number_lies_beside_the_case_until_let_in(case: Case, world: World, settle: Settle) -> None:
    stranger = Contact.for_address("who@elsewhere.example", "Who")
    case.reply("I look into it.", by=world.ana, at=world.now)
    send(settle, at=world.now)
    write_in(stranger, "What did you promise them?", thread=case.thread(), at=world.now + timedelta(hours=1))
    settle()
    case.refresh_from_db()
    assert not case.is_waiting_for_us and case.listener() == world.priya
    message = Message.objects.get(contact=stranger)
    assert message.is_beside and Case.objects.count() == 1
    message.let_in(by=world.ana)
    assert case.listener() == world.priya and case.copies(world.priya, case.thread()) == ["who@elsewhere.example"]
    answer = case.reply("I look into it.", by=world.ana)
    assert (answer.contact, answer.cc) == (world.priya, ["who@elsewhere.example"])
    assert answer.to == [str(world.priya.addresses.first())]


def test_a_message_that_came_back_is_told_to_the_owner(case: Case, world: World, settle: Settle) -> None:
    message = case.reply("Done.", by=world.ana)
    send(settle, at=world.now)
    message.mark_bounced("550 No such mailbox")
    settle()
    (line,) = Entry.objects.filter(kind="cases.AnswerBounced")
    assert line.subject.id == case.id


def test_a_note_is_kept_on_the_journey_and_changes_nobodys_turn(case: Case, world: World) -> None:
    case.note("They have two analog lines.", by=world.chidi)
    assert [str(note) for note in case.journey.notes.all()] == ["They have two analog lines."]
    assert Case.objects.get().is_waiting_for_us


def test_we_can_write_first(world: World, settle: Settle) -> None:
    case = Case.open_for(world.maple, need="Your contract ends in June.", contact=world.priya, by=world.ana)
    message = case.reply("Shall we talk about it?", by=world.ana)
    assert (message.thread.token, message.subject) == (case.number, "Your contract ends in June.")
    send(settle)
    case.refresh_from_db()
    assert not case.is_waiting_for_us and case.last_told_at
