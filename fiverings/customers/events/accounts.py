"""What can happen to a relationship with a customer, and to who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Account, Entrustment


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
    entrustment: Entrustment
    quotes = ("{entrustment.reason}",)
    found_by = ("account",)
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
