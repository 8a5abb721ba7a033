"""What can be said, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.customers.models import Account, Contact
    from fiverings.people.models import Person

    from ..models import Call, Journey, Message, Note, Participant, Separation, Thread


@dataclass(frozen=True)
class MessageReceived(Event):
    """A customer wrote to us."""

    message: Message
    journey: Journey
    contact: Contact
    account: Account
    found_by = ("contact", "account")
    sentence = _("{contact} wrote to us")


@dataclass(frozen=True)
class MessageWritten(Event):
    """Words left the outbox: from now on they are told, and somebody has to carry them."""

    message: Message
    journey: Journey
    contact: Contact
    account: Account
    found_by = ("contact", "account")
    sentence = _("{by} wrote to {contact}")


@dataclass(frozen=True)
class MessageTakenBack(Event):
    """Words were taken back before they were told."""

    message: Message
    journey: Journey
    sentence = _("{by} took a message back before it was told")


@dataclass(frozen=True)
class MessageSent(Event):
    """A message was handed to the next carrier."""

    message: Message
    journey: Journey
    found_by = ("message",)
    sentence = _("The message to {message.contact} was sent")


@dataclass(frozen=True)
class MessageBounced(Event):
    """A message could not be delivered."""

    message: Message
    journey: Journey
    author: Person | None
    sentence = _("The message to {message.contact} came back")

    def told_to(self) -> Iterable[Person]:
        """Who wrote it must reach the customer in another way."""
        return [self.author] if self.author else []


@dataclass(frozen=True)
class PicturesShown(Event):
    """One of us wanted to see the pictures of a message that lie elsewhere: whoever has them may know of it."""

    message: Message
    journey: Journey
    sentence = _("{by} had the pictures of a message fetched")


@dataclass(frozen=True)
class NoteWritten(Event):
    """One of us noted something for the others."""

    note: Note
    journey: Journey
    sentence = _("{by} wrote a note")


@dataclass(frozen=True)
class CallLogged(Event):
    """One of us wrote down what was said on the telephone, or that nobody answered."""

    call: Call
    journey: Journey
    contact: Contact
    sentence = _("{by} logged a call with {contact}")


@dataclass(frozen=True)
class SenderLetIn(Event):
    """A stranger whose message lay beside a conversation now takes part in it."""

    message: Message
    journey: Journey
    participant: Participant
    sentence = _("{by} let {participant} into the conversation")


@dataclass(frozen=True)
class StrangerSeparated(Event):
    """What a stranger wrote beside a conversation is a conversation of their own."""

    journey: Journey
    apart: Journey
    contact: Contact
    separation: Separation
    sentence = _("{by} gave what {contact} wrote beside a conversation one of its own")


@dataclass(frozen=True)
class SeparationUndone(Event):
    """What a stranger wrote lies beside the conversation again."""

    journey: Journey
    apart: Journey
    contact: Contact
    separation: Separation
    sentence = _("{by} put what {contact} wrote back beside a conversation")


@dataclass(frozen=True)
class ThreadMoved(Event):
    """A thread was filed on another journey."""

    thread: Thread
    journey: Journey
    before: Journey
    sentence = _("{by} filed a conversation where it belongs")


@dataclass(frozen=True)
class JourneyMoved(Event):
    """A journey turned out to be another account's."""

    journey: Journey
    account: Account
    before: Account
    sentence = _("{by} moved what was said from {before} to {account}")
