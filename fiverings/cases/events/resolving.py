"""A solution is proposed, and the customer says whether it works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Call, Message
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person

    from ..models import Case, Closure, Resolution


@dataclass(frozen=True)
class ResolutionProposed(Event):
    """We think that a need is met, and ask the customer."""

    case: Case
    resolution: Resolution
    contact: Contact | None
    owner: Person
    found_by = ("case",)
    sentence = _("{by} proposed a solution of {case}")


@dataclass(frozen=True)
class ResolutionWithdrawn(Event):
    """It is not solved, as we found ourselves, or the question was taken back."""

    case: Case
    resolution: Resolution
    sentence = _("{by} took back the proposed solution of {case}")


@dataclass(frozen=True)
class ResolutionConfirmed(Event):
    """The customer says that it works: the case is resolved."""

    case: Case
    resolution: Resolution
    closure: Closure
    contact: Contact | None
    owner: Person
    evidence: Message | Call | None
    found_by = ("case", "closure", "evidence")
    sentence = _("{contact} says that {case} is solved")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class ResolutionRejected(Event):
    """The customer says that it does not work yet: the same owner goes on."""

    case: Case
    resolution: Resolution
    contact: Contact | None
    owner: Person
    evidence: Message | Call | None
    sentence = _("{contact} says that {case} is not solved yet")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class ResolutionUnanswered(Event):
    """We asked on two days and waited: the case is resolved, and nobody has confirmed it."""

    case: Case
    resolution: Resolution
    closure: Closure
    owner: Person
    sentence = _("Nobody said whether {case} is solved; it counts as resolved, unconfirmed")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
