"""What can happen to a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Message, Note
    from fiverings.customers.models import Account, Contact
    from fiverings.people.models import Person

    from .models import Case, Closure, Handoff, Reopening, Takeover


@dataclass(frozen=True)
class CaseOpened(Event):
    """A need became a case, and somebody owns it."""

    case: Case
    account: Account
    contact: Contact | None
    owner: Person
    sentence = _("{by} opened {case} for {account}; {owner} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CustomerSpoke(Event):
    """A customer said something about a case, and waits for our word."""

    case: Case
    message: Message
    contact: Contact
    sentence = _("{contact} wrote about {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.case.owner]


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
    sentence = _("{by} answered {contact} about {case}")


@dataclass(frozen=True)
class AnswerSent(Event):
    """Our word about a case is on its way to the customer's own mail server."""

    case: Case
    message: Message
    sentence = _("Our message about {case} was sent")


@dataclass(frozen=True)
class AnswerBounced(Event):
    """Our word about a case did not arrive."""

    case: Case
    message: Message
    sentence = _("Our message about {case} came back")


@dataclass(frozen=True)
class CaseNoted(Event):
    """One of us noted something about a case, for us alone."""

    case: Case
    note: Note
    sentence = _("{by} wrote a note on {case}")


@dataclass(frozen=True)
class CustomerAwaited(Event):
    """The next word is the customer's."""

    case: Case
    sentence = _("{by} waits for the customer of {case}")


@dataclass(frozen=True)
class HandoffOffered(Event):
    """The owner asked a colleague to own a case; until it is accepted nothing changes."""

    case: Case
    handoff: Handoff
    giver: Person
    receiver: Person
    sentence = _("{case} was offered to {receiver}; until then {giver} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.receiver]


@dataclass(frozen=True)
class CaseHandedOff(Event):
    """A colleague accepted a case, and owns it from now on."""

    case: Case
    handoff: Handoff
    giver: Person
    receiver: Person
    sentence = _("{receiver} accepted {case} from {giver} and owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.giver]


@dataclass(frozen=True)
class HandoffDeclined(Event):
    """A case stays with its owner."""

    case: Case
    handoff: Handoff
    giver: Person
    sentence = _("{by} declined {case}; {giver} still owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.giver]


@dataclass(frozen=True)
class CaseTakenOver(Event):
    """A lead took a case over, and said why."""

    case: Case
    takeover: Takeover
    giver: Person
    taker: Person
    sentence = _("{taker} took {case} over from {giver}")

    def told_to(self) -> Iterable[Person]:
        return [person for person in (self.giver, self.taker) if person.is_active]


@dataclass(frozen=True)
class CaseClosed(Event):
    """What the customer needed is met."""

    case: Case
    closure: Closure
    agreed: bool
    sentence = _("{by} closed {case}")


@dataclass(frozen=True)
class CaseReopened(Event):
    """It was not met after all: the same case, with the same owner."""

    case: Case
    reopening: Reopening
    owner: Person
    sentence = _("{by} reopened {case}; {owner} owns it")


@dataclass(frozen=True)
class CaseMoved(Event):
    """A case turned out to be another account's."""

    case: Case
    account: Account
    before: Account
    sentence = _("{case} belongs to {account}, not to {before}")
