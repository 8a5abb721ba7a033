"""A case begins, and finds its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.customers.models import Account, Contact
    from fiverings.people.models import Person

    from ..models import Case


@dataclass(frozen=True)
class CaseOpened(Event):
    """A need became a case, and somebody owns it."""

    case: Case
    account: Account
    contact: Contact | None
    owner: Person
    found_by = ("case", "account", "contact")
    sentence = _("{by} opened {case} for {account}; {owner} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CaseMoved(Event):
    """A case turned out to be another account's."""

    case: Case
    account: Account
    before: Account
    sentence = _("{case} belongs to {account}, not to {before}")
