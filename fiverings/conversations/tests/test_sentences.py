"""Each thing that can be said, and what becomes of it, is told in one sentence."""

from __future__ import annotations

from fiverings.conversations import events
from fiverings.conversations.models import Message
from fiverings.core.payload import recall
from tests.asking import lines_of

from .letters import receive


def told(record, event):
    """The newest sentence of this kind about a record."""
    entry = lines_of(record).filter(kind=event.kind).latest("id")
    return recall([entry])[0].tell()


def test_what_is_said_both_ways_is_told(world):
    received = receive(world.priya)
    written = Message.write(to=world.priya, thread=received.thread, text="We are on it", by=world.ana)
    written.tell()
    note = received.thread.journey.note("Careful", by=world.ben)
    assert told(received, events.MessageReceived) == "Priya Raman wrote to us"
    assert told(written, events.MessageWritten) == "Ana wrote to Priya Raman"
    assert told(note, events.NoteWritten) == "Ben wrote a note"


def test_what_became_of_it_is_told(world):
    thread = receive(world.priya).thread
    written = Message.write(to=world.priya, thread=thread, text="We are on it", by=world.ana)
    written.tell()
    written.mark_sent()
    written.mark_bounced("mailbox full")
    assert told(written, events.MessageSent) == "The message to Priya Raman was sent"
    assert told(written, events.MessageBounced) == "The message to Priya Raman came back"
    oops = Message.write(to=world.priya, thread=thread, text="Oops", by=world.ana)
    oops.take_back(by=world.ana)
    assert told(oops, events.MessageTakenBack) == "Ana took a message back before it was told"


def test_where_it_belongs_is_told(world):
    thread, other = receive(world.priya).thread, receive(world.priya).thread.journey
    beside = receive(world.nadia, thread=thread)
    beside.let_in(by=world.ana)
    assert told(beside, events.SenderLetIn) == "Ana let Nadia Fisk into the conversation"
    thread.move(to=other, by=world.ana)
    assert told(thread, events.ThreadMoved) == "Ana filed a conversation where it belongs"
    other.move(to=world.orion, by=world.dana)
    assert told(other, events.JourneyMoved) == "Dana moved what was said from Maple Dental to Orion Bank"
