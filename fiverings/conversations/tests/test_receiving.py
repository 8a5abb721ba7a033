"""What customers write is written down once, in its thread, and strangers are filed beside it."""

from __future__ import annotations

import pytest

from fiverings.conversations.models import Blob, Message, NotBeside, Thread
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from tests.asking import lines_of

from .letters import AT, Auto, File, Written, receive


def test_a_first_mail_begins_a_journey_of_the_account(world):
    message = receive(world.priya, attachments=[File()])
    assert message.thread.journey.account == world.maple
    assert message.thread.subject == "Phones"
    assert (message.direction, message.visibility, message.told_at) == ("in", "customer", AT)
    entry = lines_of(message).get()
    assert entry.kind == "conversations.MessageReceived"
    assert entry.at == AT


def test_the_journal_holds_no_word_of_what_was_said(world):
    receive(world.priya, new_text="Nobody can call us")
    assert not Entry.objects.filter(payload__icontains="Nobody").exists()


def test_an_answer_finds_its_thread_by_the_message_it_answers(world):
    message = receive(world.priya)
    assert Thread.for_mail(in_reply_to="1@mapledental.example") == message.thread


def test_the_nearest_message_named_wins(world):
    old = receive(world.priya)
    new = receive(world.omar, message_id="2@orionbank.example")
    assert Thread.for_mail(references=["1@mapledental.example", "2@orionbank.example"]) == new.thread
    assert Thread.for_mail(in_reply_to="1@mapledental.example", references=["2@orionbank.example"]) == old.thread


def test_a_token_finds_the_thread_when_no_message_does_and_the_senders_own_comes_first(world):
    theirs, others = receive(world.priya).thread, receive(world.omar).thread
    for thread in (theirs, others):
        thread.token = "nb-1042"
        thread.save()
    assert Thread.for_mail(in_reply_to="unknown@x", token="nb-1042", account=world.maple) == theirs
    assert Thread.for_mail(token="nb-1042", account=world.orion) == others
    assert Thread.for_mail(token="nb-9") is None


def test_those_in_copy_take_part_and_our_own_mailbox_does_not(world):
    message = receive(world.priya, cc=[Written("Omar@OrionBank.example", "Omar"), Written("new@else.example", "New")])
    taking_part = {each.address: each.contact for each in message.thread.participants.all()}
    assert taking_part == {
        "priya@mapledental.example": world.priya,
        "omar@orionbank.example": world.omar,
        "new@else.example": None,
    }


def test_who_was_in_copy_before_we_knew_them_is_not_filed_beside(world):
    thread = receive(world.priya, cc=[Written("new@else.example", "New")]).thread
    new = Contact.for_address("new@else.example", "New")
    assert not receive(new, thread=thread).is_beside


def test_a_stranger_with_the_token_is_filed_beside_and_brings_nobody_along(world):
    thread = receive(world.priya).thread
    message = receive(world.nadia, thread=thread, cc=[Written("press@paper.example")])
    assert message.is_beside
    assert message not in Message.objects.for_customer()
    assert not thread.participants.filter(address="press@paper.example").exists()


def test_a_mail_that_only_guesses_the_number_brings_nobody_along_though_it_says_it_is_theirs(world):
    first = receive(world.priya)
    copied = [Written("spy@else.example")]
    assert not receive(world.priya, thread=first.thread, cc=copied, message_id="2@else.example").is_beside
    assert not first.thread.participants.filter(address="spy@else.example").exists()
    receive(world.priya, thread=first.thread, cc=copied, message_id="3@x", in_reply_to=first.message_id)
    assert first.thread.participants.filter(address="spy@else.example").exists()


def test_whoever_is_let_in_takes_part_from_then_on(world):
    thread = receive(world.priya).thread
    message = receive(world.nadia, thread=thread)
    message.let_in(by=world.ana)
    message.refresh_from_db()
    assert not message.is_beside
    assert not receive(world.nadia, thread=thread).is_beside
    with pytest.raises(NotBeside):
        message.let_in(by=world.ben)


def test_a_mail_that_a_machine_wrote_says_how_we_know(world):
    assert receive(world.priya, auto=Auto(True, "out-of-office")).auto == "out-of-office"
    assert receive(world.priya, auto=Auto(True)).auto == "automatic"


def test_the_same_content_is_kept_once_under_both_names(world):
    first = receive(world.priya, attachments=[File(name="a.pdf"), File(name="b.pdf")])
    second = receive(world.omar, attachments=[File(name="c.pdf"), File(content=b"other", name="d.txt")])
    assert Blob.objects.count() == 2
    assert {each.blob_id for each in first.attachments.all()} == {second.attachments.get(name="c.pdf").blob_id}
    assert second.attachments.get(name="d.txt").blob.read() == b"other"
