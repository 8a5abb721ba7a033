"""What can happen to accounts and their people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from .models import Account, Agreement, Asset, Contact, Merge, Settlement, Site, Topology


@dataclass(frozen=True)
class AccountOpened(Event):
    """A relationship with a customer begins."""

    account: Account
    sentence = _("{by} opened the account {account}")


@dataclass(frozen=True)
class AccountRevised(Event):
    """What we know about an account was changed."""

    account: Account
    sentence = _("{by} changed what we know about {account}")


@dataclass(frozen=True)
class AdvocatesNamed(Event):
    """An account was given its advocate and who stands in."""

    account: Account
    primary: Person | None
    backup: Person | None
    sentence = _("{by} named {primary} as the voice of {account}; {backup} stands in")

    def told_to(self) -> Iterable[Person]:
        """Those who are to know this customer from now on."""
        return [person for person in (self.primary, self.backup) if person]


@dataclass(frozen=True)
class AccessGranted(Event):
    """Somebody may see an account, for a reason."""

    account: Account
    person: Person
    why: str
    sentence = _("{by} let {person} see {account}")


@dataclass(frozen=True)
class AccessEnded(Event):
    """Somebody no longer sees an account."""

    account: Account
    person: Person
    sentence = _("{by} ended the access of {person} to {account}")


@dataclass(frozen=True)
class AccountMadeConfidential(Event):
    """An account is seen only by those who have a reason of their own."""

    account: Account
    sentence = _("{by} made {account} confidential")


@dataclass(frozen=True)
class ConfidentialityLifted(Event):
    """A confidential account is seen by advocates and leads again."""

    account: Account
    sentence = _("{by} lifted the confidentiality of {account}")


@dataclass(frozen=True)
class SiteAdded(Event):
    """A place of a customer was written down."""

    account: Account
    site: Site
    sentence = _("{by} wrote down {site} of {account}")


@dataclass(frozen=True)
class AssetInstalled(Event):
    """A piece of a customer's equipment was written down."""

    account: Account
    asset: Asset
    sentence = _("{by} wrote down {asset} of {account}")


@dataclass(frozen=True)
class ServiceConnected(Event):
    """It was written down what carries a service of an account."""

    account: Account
    topology: Topology
    sentence = _("{by} described how {topology} of {account} is connected")


@dataclass(frozen=True)
class AgreementMade(Event):
    """An agreement was made with a customer."""

    account: Account
    agreement: Agreement
    sentence = _("{by} made the agreement {agreement} with {account}")


@dataclass(frozen=True)
class ContactIntroduced(Event):
    """We got to know a person at an account."""

    contact: Contact
    account: Account
    sentence = _("{by} introduced {contact} of {account}")


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
