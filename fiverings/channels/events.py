"""What can happen to the ways words travel; what is said on them is told by conversations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event
from fiverings.people.models import Person

if TYPE_CHECKING:
    from fiverings.conversations.models import Message

    from .models import Arrival, Block, Mailbox, Outage, Suppression


@dataclass(frozen=True)
class MailboxOpened(Event):
    """A mailbox was opened for a team."""

    mailbox: Mailbox
    sentence = _("{by} opened the mailbox {mailbox}")


@dataclass(frozen=True)
class MailboxChanged(Event):
    """The settings of a mailbox were changed."""

    mailbox: Mailbox
    sentence = _("{by} changed the mailbox {mailbox}")


@dataclass(frozen=True)
class SigningBegun(Event):
    """A key was made by which mail from a mailbox is signed."""

    mailbox: Mailbox
    sentence = _("{by} had the mail from {mailbox} signed")


@dataclass(frozen=True)
class MailboxFellSilent(Event):
    """A mailbox could not be read any more."""

    mailbox: Mailbox
    outage: Outage
    sentence = _("The mailbox {mailbox} cannot be read")


@dataclass(frozen=True)
class MailboxShutsUsOut(Event):
    """The server of a mailbox does not let us in: only somebody of ours can mend that."""

    mailbox: Mailbox
    outage: Outage
    sentence = _("The mailbox {mailbox} does not let us in: {outage.why}")

    def told_to(self) -> Iterable[Person]:
        """Who answers for it, and who may change how it is read."""
        return dict.fromkeys([*self.mailbox.who_answers_for_it(), *Person.objects.who_may("channels.mailboxes")])


@dataclass(frozen=True)
class MailboxQuiet(Event):
    """Nothing has come to a mailbox for longer than is usual there: the way to it may be broken."""

    mailbox: Mailbox
    last_at: datetime
    sentence = _("Nothing has come to {mailbox} for longer than usual: is the way to it broken?")

    def told_to(self) -> Iterable[Person]:
        """Who answers for it."""
        return self.mailbox.who_answers_for_it()


@dataclass(frozen=True)
class MailComesAgain(Event):
    """Mail comes again to a mailbox that was unusually quiet."""

    mailbox: Mailbox
    sentence = _("Mail comes to {mailbox} again")


@dataclass(frozen=True)
class MailboxAnswered(Event):
    """A mailbox that was silent can be read again; what came meanwhile is fetched."""

    mailbox: Mailbox
    outage: Outage
    sentence = _("The mailbox {mailbox} can be read again")


@dataclass(frozen=True)
class MailboxConsentGiven(Event):
    """Somebody signed in at the provider of a mailbox, so that we may read it."""

    mailbox: Mailbox
    sentence = _("{by} signed in for the mailbox {mailbox}")


@dataclass(frozen=True)
class MailboxConsentWithdrawn(Event):
    """The provider of a mailbox lets us read it no more, until somebody signs in anew."""

    mailbox: Mailbox
    sentence = _("We are not let in to the mailbox {mailbox} any more: somebody has to sign in anew")


@dataclass(frozen=True)
class MailSetAside(Event):
    """A mail came that could not be filed; it waits for somebody to look at it."""

    arrival: Arrival
    mailbox: Mailbox
    reason: str
    sentence = _("A mail to {mailbox} was set aside: {arrival.reason_in_words}")


@dataclass(frozen=True)
class MailTakenUpAgain(Event):
    """Somebody had a mail that was set aside filed again."""

    arrival: Arrival
    mailbox: Mailbox
    sentence = _("{by} had a mail to {mailbox} filed again")


@dataclass(frozen=True)
class SenderBlocked(Event):
    """Somebody wants no more mail of a sender: it is set aside from now on."""

    block: Block
    sentence = _("{by} blocked {block}")


@dataclass(frozen=True)
class SenderReleased(Event):
    """A sender who was blocked is let in again."""

    block: Block
    sentence = _("{by} let {block} in again")


@dataclass(frozen=True)
class AddressSuppressed(Event):
    """A server said that nobody lives at an address: the house writes there no more by itself."""

    suppression: Suppression
    message: Message
    sentence = _("Mail to {suppression} comes back: nobody lives there")


@dataclass(frozen=True)
class SuppressionLifted(Event):
    """Somebody lets the house write to an address again."""

    suppression: Suppression
    message: Message
    sentence = _("{by} has us write to {suppression} again")
