"""What is said about a case, both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Call, Message, Note
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person

    from ..models import Case


@dataclass(frozen=True)
class CustomerSpoke(Event):
    """A customer said something about a case, and waits for our word."""

    case: Case
    message: Message
    contact: Contact
    found_by = ("case",)
    sentence = _("{contact} wrote about {case}")

    def told_to(self) -> Iterable[Person]:
        """Its owner; of the words that opened it they hear by its opening."""
        return [self.case.owner] if self.case.opened_at < self.entry.at else []


@dataclass(frozen=True)
class StrangerSpoke(Event):
    """Somebody who does not take part wrote about a case; it lies beside, until one of us lets them in."""

    case: Case
    message: Message
    contact: Contact
    sentence = _("{contact}, who does not take part, wrote about {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.case.owner]


@dataclass(frozen=True)
class MachineSpoke(Event):
    """A machine answered in a conversation; nobody waits for our word because of it."""

    case: Case
    message: Message
    contact: Contact
    sentence = _("An automatic message from {contact} was filed with {case}")


@dataclass(frozen=True)
class CaseAnswered(Event):
    """The customer has our word."""

    case: Case
    message: Message
    contact: Contact
    found_by = ("case",)
    sentence = _("{by} answered {contact} about {case}")


@dataclass(frozen=True)
class AnswerSent(Event):
    """Our word about a case is on its way to the customer's own mail server."""

    case: Case
    message: Message
    found_by = ("case",)
    sentence = _("Our message about {case} was sent")


@dataclass(frozen=True)
class AnswerBounced(Event):
    """Our word about a case did not arrive."""

    case: Case
    message: Message
    sentence = _("Our message about {case} came back")

    def told_to(self) -> Iterable[Person]:
        """Who owns it must reach the customer in another way; who wrote it is told by the message itself."""
        return [self.case.owner] if self.message.author_id != self.case.owner_id else []


@dataclass(frozen=True)
class CaseNoted(Event):
    """One of us noted something about a case, for us alone."""

    case: Case
    note: Note
    sentence = _("{by} wrote a note on {case}")


@dataclass(frozen=True)
class CustomerAsked(Event):
    """The customer is asked something; once they know it we wait for them."""

    case: Case
    message: Message
    sentence = _("{by} asks the customer of {case} something")


@dataclass(frozen=True)
class CustomerAwaited(Event):
    """The customer knows what we ask: the next word is theirs, until a moment."""

    case: Case
    until: datetime
    sentence = _("{by} waits for the customer of {case}")


@dataclass(frozen=True)
class CallFiled(Event):
    """A call with a customer stands in the story of their case."""

    case: Case
    call: Call
    contact: Contact
    owner: Person
    sentence = _("{by} logged a call with {contact} about {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
