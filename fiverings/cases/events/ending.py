"""A case ends, and opens again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Message
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person

    from ..models import Case, Closure, Reopening


@dataclass(frozen=True)
class CaseDismissed(Event):
    """Nobody asked for anything, and one of us said why."""

    case: Case
    closure: Closure
    owner: Person
    found_by = ("case",)
    sentence = _("{by} dismissed {case}: nobody needs anything from us")


@dataclass(frozen=True)
class CaseClosed(Event):
    """What was resolved lasted for fourteen days, and is final."""

    case: Case
    closure: Closure
    found_by = ("case",)
    sentence = _("{case} is closed for good")


@dataclass(frozen=True)
class CaseReopened(Event):
    """It was not met after all: the same case, with the same owner."""

    case: Case
    reopening: Reopening
    owner: Person
    quotes = ("{reopening.reason}",)
    sentence = _("{by} reopened {case}; {owner} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CustomerThanked(Event):
    """Words that only thank: nothing opens again because of them, and nobody waits for a word."""

    case: Case
    message: Message
    contact: Contact
    owner: Person
    sentence = _("{contact} thanked us for {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
