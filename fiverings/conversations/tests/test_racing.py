"""Telling and taking back at the same moment: one of them happens, and never both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.conversations.models import AlreadyTold, Draft, Message, Outbox
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from tests.racing import alone, apart, leaving_nothing

from .letters import AT, receive

LATER = AT + timedelta(minutes=1)


def write():
    priya, ana = Contact.objects.get(name="Priya Raman"), Person.objects.get(known_as="Ana")
    return Message.write(to=priya, thread=receive(priya).thread, text="We are on it.", by=ana, at=AT).pk


@pytest.fixture
def waiting(db):
    """A committed message in the outbox: what races must be seen by every connection."""
    with leaving_nothing():
        yield alone(write)


def times_written(pk):
    return alone(Entry.objects.filter(kind="conversations.MessageWritten", subject_id=pk).count)


def tell():
    return Outbox.objects.due(LATER).tell_all(at=LATER)


def test_two_clocks_tell_a_message_once(waiting):
    assert sorted(apart(tell, tell, tell, tell)) == [0, 0, 0, 1]
    assert times_written(waiting) == 1


def test_a_message_is_either_told_or_taken_back(waiting):
    def take_back():
        message = Message.objects.get(pk=waiting)
        return message.take_back(by=message.author)

    taken, told = apart(take_back, tell)
    message = alone(lambda: Message.objects.get(pk=waiting))
    assert isinstance(taken, AlreadyTold if told else Draft)
    assert (message.told_at is None) == (message.taken_back_at is not None)
    assert times_written(waiting) == told
    assert not alone(Outbox.objects.filter(message=waiting).exists)
