"""What can happen to the ways words travel; what is said on them is told by conversations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from .models import Arrival, Mailbox, Outage


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
class MailboxFellSilent(Event):
    """A mailbox could not be read any more."""

    mailbox: Mailbox
    outage: Outage
    sentence = _("The mailbox {mailbox} cannot be read")


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
