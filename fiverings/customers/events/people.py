"""What can happen to the people at an account, and to what we know of who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from ..models import Account, Contact, Merge, Settlement


@dataclass(frozen=True)
class ContactIntroduced(Event):
    """We got to know a person at an account."""

    contact: Contact
    account: Account
    sentence = _("{by} introduced {contact} of {account}")


@dataclass(frozen=True)
class MailboxForgotten(Event):
    """A mail address does not reach a contact any more."""

    contact: Contact
    account: Account
    sentence = _("{by} noted that a mail address of {contact} reaches them no more")


@dataclass(frozen=True)
class ContactRevised(Event):
    """What we know about a contact was changed."""

    contact: Contact
    account: Account
    sentence = _("{by} changed what we know about {contact} of {account}")


@dataclass(frozen=True)
class ContactAppeared(Event):
    """Somebody we do not know wrote or called; who is this?"""

    contact: Contact
    account: Account
    sentence = _("{contact} appeared, and we do not know who this is")


@dataclass(frozen=True)
class ContactAdopted(Event):
    """We know now to which account somebody belongs."""

    contact: Contact
    account: Account
    before: Account
    settlement: Settlement
    sentence = _("{by} joined {contact} to {account}")


@dataclass(frozen=True)
class AccountSettled(Event):
    """Somebody who appeared is an account of their own."""

    account: Account
    settlement: Settlement
    sentence = _("{by} made {account} an account of its own")


@dataclass(frozen=True)
class SettlementUndone(Event):
    """The answer to "Who is this?" was wrong; the question stands again."""

    account: Account
    settlement: Settlement
    contact: Contact | None
    into: Account | None
    sentence = _("{by} took back who {account} is")


@dataclass(frozen=True)
class ContactMerged(Event):
    """Two contacts were found to be one person."""

    contact: Contact
    into: Contact
    account: Account
    merge: Merge
    sentence = _("{by} merged {contact} into {into}")


@dataclass(frozen=True)
class MergeUndone(Event):
    """Two contacts are two people after all."""

    contact: Contact
    into: Contact
    account: Account
    merge: Merge
    sentence = _("{by} parted {contact} from {into} again")
