"""What a stranger wrote beside a conversation gets one of its own, and lies beside it again when that was wrong."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations import events
from fiverings.conversations.models import Message, NotBeside, Separation, SpokenSince, Thread
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers.models import AlreadyUndone, Contact

from .letters import File, Letter, Written, receive


@pytest.fixture
def thread(world):
    thread = receive(world.priya).thread
    Thread.objects.filter(pk=thread.pk).update(token="NB-7")
    thread.refresh_from_db()
    return thread


@pytest.fixture
def stranger(world):
    return Contact.for_address("who@elsewhere.example", "Who")


def told(record, event):
    return recall([Entry.objects.about(record).filter(kind=event.kind).latest("id")])[0].tell()


def test_what_a_stranger_wrote_is_a_conversation_of_their_own(world, thread, stranger):
    message = receive(stranger, thread=thread, subject="Re: [NB-7] Phones", attachments=[File()])
    separation = message.separate(by=world.ana)
    message.refresh_from_db()
    assert (message.thread, message.is_beside) == (separation.thread, False)
    assert separation.apart.account == stranger.account
    assert (separation.thread.subject, separation.thread.token) == ("Re: Phones", "")
    assert list(thread.messages.filter(contact=stranger)) == []
    assert (
        told(thread.journey, events.StrangerSeparated) == "Ana gave what Who wrote beside a conversation one of its own"
    )


def test_all_that_they_wrote_beside_it_goes_along_and_nobody_they_had_in_copy_does(world, thread, stranger):
    first = receive(stranger, thread=thread, cc=[Written("press@paper.example")])
    second = receive(stranger, thread=thread, message_id="2@elsewhere.example")
    other = receive(world.nadia, thread=thread, message_id="3@harbourfoods.example")
    separation = second.separate(by=world.ana)
    assert separation.said() == [first, second]
    assert [each.address for each in separation.thread.participants.all()] == ["who@elsewhere.example"]
    other.refresh_from_db()
    assert (other.thread, other.is_beside) == (thread, True)


def test_what_they_write_next_continues_their_own_conversation(world, thread, stranger):
    message = receive(stranger, thread=thread, message_id="mine@elsewhere.example")
    separation = message.separate(by=world.ana)
    found = Thread.for_mail(in_reply_to="mine@elsewhere.example", token="NB-7", account=stranger.account)
    assert found == separation.thread
    assert not receive(stranger, thread=found).is_beside


def test_the_stranger_is_told_nothing_of_the_conversation(world, thread, stranger):
    message = receive(stranger, thread=thread, message_id="mine@elsewhere.example")
    separation = message.separate(by=world.ana)
    answer = Message.write(to=stranger, thread=separation.thread, text="How can we help?", by=world.ana)
    assert (answer.references, answer.cc) == (["mine@elsewhere.example"], [])
    assert {each.thread for each in Message.objects.filter(thread__journey=separation.apart)} == {separation.thread}
    assert not Thread.objects.filter(journey=separation.apart, token="NB-7").exists()


def test_an_answer_to_the_customer_never_names_what_lies_beside(world, thread, stranger):
    receive(stranger, thread=thread, message_id="mine@elsewhere.example")
    answer = Message.write(to=world.priya, thread=thread, text="On it", by=world.ana)
    assert answer.in_reply_to == "1@mapledental.example"


def test_a_separation_is_taken_back_once(world, thread, stranger):
    message = receive(stranger, thread=thread)
    separation = message.separate(by=world.ana)
    separation.undo(by=world.ben)
    message.refresh_from_db()
    assert (message.thread, message.is_beside) == (thread, True)
    assert told(thread.journey, events.SeparationUndone) == "Ben put what Who wrote back beside a conversation"
    with pytest.raises(AlreadyUndone):
        separation.undo(by=world.ben)
    assert message.separate(by=world.ana).thread != separation.thread


def test_a_conversation_in_which_more_was_said_is_not_put_back(world, thread, stranger):
    separation = receive(stranger, thread=thread).separate(by=world.ana)
    receive(stranger, thread=separation.thread, message_id="2@elsewhere.example")
    with pytest.raises(SpokenSince):
        separation.undo(by=world.ana)


def test_who_takes_part_is_not_separated(world, thread, stranger):
    message = receive(stranger, thread=thread)
    message.let_in(by=world.ana)
    for each in (message, thread.messages.get(contact=world.priya)):
        with pytest.raises(NotBeside):
            each.separate(by=world.ana)


def test_the_database_moves_a_message_only_with_a_separation(world, thread, stranger):
    message = receive(stranger, thread=thread)
    other = receive(world.omar).thread
    for change in ({"thread": other}, {"thread": other, "is_beside": False}):
        with pytest.raises(IntegrityError, match="stays in its thread"), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**change)
    separation = message.separate(by=world.ana)
    for columns in ({"messages": [1]}, {"before": other}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Separation.objects.filter(pk=separation.pk).update(**columns)


def test_the_words_themselves_stay(world, thread, stranger):
    mail = Letter(from_=[Written("who@elsewhere.example", "Who")], new_text="Quote please", cc=[Written("a@b.example")])
    message = Message.receive(mail, contact=stranger, thread=thread)
    message.separate(by=world.ana)
    message.refresh_from_db()
    assert (message.new_text, message.cc, message.contact) == ("Quote please", ["a@b.example"], stranger)
