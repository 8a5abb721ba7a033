"""What we tell waits ten visible seconds, can be taken back, and is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations.models import AlreadyTold, Draft, Message, NoAddress, NothingSaid, Outbox
from fiverings.conversations.models.told import tell_message
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from tests.asking import lines_of

from .letters import AT, File, receive

SOON, LATER = AT + timedelta(seconds=9), AT + timedelta(seconds=10)


@pytest.fixture
def thread(world):
    return receive(world.priya, references=["0@mapledental.example"]).thread


def write(world, thread, **more):
    return Message.write(to=world.priya, thread=thread, text="We are on it.", by=world.ana, at=AT, **more)


def told(message):
    return lines_of(message).filter(kind="conversations.MessageWritten").count()


def test_a_message_is_told_after_ten_seconds_and_not_before(world, thread):
    message = write(world, thread)
    assert Outbox.objects.due(SOON).tell_all(at=SOON) == 0
    assert not told(message)
    assert message not in Message.objects.for_customer()
    assert Outbox.objects.due(LATER).tell_all(at=LATER) == 1
    message.refresh_from_db()
    assert message.told_at == LATER
    assert told(message) == 1
    assert message in Message.objects.for_customer()


def test_a_message_is_told_once_however_often_the_clock_strikes(world, thread):
    message = write(world, thread)
    for _strike in range(3):
        Outbox.objects.due(LATER).tell_all(at=LATER)
    assert told(message) == 1


def test_a_message_taken_back_was_never_told_and_its_words_are_a_draft_again(world, thread):
    message = write(world, thread)
    message.take_back(by=world.ana, at=SOON)
    assert Outbox.objects.due(LATER).tell_all(at=LATER) == 0
    assert not told(message)
    assert message not in Message.objects.standing()
    assert Draft.objects.get(thread=thread, person=world.ana).text == "We are on it."


def test_what_is_taken_back_stands_below_what_was_begun_meanwhile(world, thread):
    message = write(world, thread)
    Draft.keep(thread=thread, by=world.ana, text="Something else")
    message.take_back(by=world.dana, at=SOON)
    assert Draft.objects.get(thread=thread, person=world.ana).text == "Something else\n\nWe are on it."


def test_what_was_told_cannot_be_taken_back(world, thread):
    message = write(world, thread)
    Outbox.objects.due(LATER).tell_all(at=LATER)
    with pytest.raises(AlreadyTold):
        message.take_back(by=world.ana)


def test_an_answer_continues_the_chain_of_what_it_answers(world, thread):
    message = write(world, thread)
    assert message.in_reply_to == "1@mapledental.example"
    assert message.references == ["0@mapledental.example", "1@mapledental.example"]
    assert message.message_id
    assert message.to == ["priya@mapledental.example"]


def test_sending_empties_the_writers_draft_and_nobody_elses(world, thread):
    Draft.keep(thread=thread, by=world.ana, text="We are")
    Draft.keep(thread=thread, by=world.ben, text="I could")
    write(world, thread, attachments=[File()])
    assert [each.person for each in Draft.objects.all()] == [world.ben]


def test_history_is_told_at_once_and_nothing_waits(world, thread):
    with history("seeded"):
        message = write(world, thread)
    assert message.told_at == AT
    assert not Outbox.objects.exists()
    assert lines_of(message).get().mark == "seeded"


def test_words_and_an_address_are_needed(world, thread):
    with pytest.raises(NothingSaid):
        Message.write(to=world.priya, thread=thread, text="  ", by=world.ana)
    nameless = Contact.introduce(account=world.maple, name="No mail", by=world.ana)
    with pytest.raises(NoAddress):
        Message.write(to=nameless, thread=thread, text="Hello", by=world.ana)


def test_a_message_that_comes_back_tells_its_writer(world, thread):
    message = write(world, thread)
    Outbox.objects.due(LATER).tell_all(at=LATER)
    message.mark_bounced("no such mailbox")
    entry = Entry.objects.about(message).get(kind="conversations.MessageBounced")
    assert world.ana.pk in [
        reference.record_id for reference in entry.mentions.all() if reference.label == "people.person"
    ]


@pytest.mark.parametrize(
    ("prefers", "by_house", "meant", "notes"),
    [
        ("text", True, "text", ["written by a machine", "by mail; they prefer a text", "is being told"]),
        ("phone", False, "phone", ["by mail; they prefer the telephone", "is being told"]),
        ("phone", True, "", ["written by a machine", "is being told"]),
        ("mail", False, "", ["is being told"]),
    ],
)
def test_what_goes_by_mail_instead_keeps_by_which_way_it_was_meant_and_the_story_says_so(
    world, thread, prefers, by_house, meant, notes
):
    Contact.objects.filter(pk=world.priya.pk).update(prefers=prefers)
    more = {"by": None, "auto": "promise"} if by_house else {"by": world.ana}
    message = Message.write(
        to=Contact.objects.get(pk=world.priya.pk), thread=thread, text="We are on it.", at=AT, **more
    )
    assert message.meant == meant and tell_message(message).notes == notes
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(meant="mail")
