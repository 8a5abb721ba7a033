"""A colleague or a department is asked to help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, CollaborationRequest


@dataclass(frozen=True)
class HelpAsked(Event):
    """Somebody is asked to help; the owner stays."""

    case: Case
    request: CollaborationRequest
    asked_by: Person
    holder: Person
    opens = ("request",)
    quotes = ("{request.what}",)
    sentence = _("{by} asked {holder} to help with {case}")
    unseen = _("{by} asked {holder} to help with a case")
    of_a_department = _("{by} asked {request.to_team} to help with {case}; it lies with {holder}")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]

    def tell(self) -> str:
        """By the name of the department, where one was asked and whoever reads it may see the case."""
        seen = isinstance(self.case, models.Model) and isinstance(self.request, models.Model)
        if not seen or self.request.to_team is None:
            return super().tell()
        return str(self.of_a_department).format(by=getattr(self, "by", None) or "Five Rings", **self.values())


@dataclass(frozen=True)
class HelpAccepted(Event):
    """A colleague helps from now on, and owes an answer."""

    case: Case
    request: CollaborationRequest
    helper: Person
    owner: Person
    sentence = _("{helper} helps with {case}; {owner} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class HelpDeclined(Event):
    """Who was asked cannot help and said why; somebody else is asked now."""

    case: Case
    request: CollaborationRequest
    person: Person
    holder: Person
    opens = ("request",)
    sentence = _("{person} cannot help with {case}; {holder} is asked now")
    unseen = _("{person} cannot help with a case; {holder} is asked now")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.case.owner]


@dataclass(frozen=True)
class HelpClimbed(Event):
    """Nobody accepted in time; who stands above is asked now."""

    case: Case
    request: CollaborationRequest
    before: Person
    holder: Person
    opens = ("request",)
    sentence = _("{before} did not answer in time; {holder} is asked to help with {case}")
    unseen = _("{before} did not answer in time; {holder} is asked to help with a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.before, self.case.owner]


@dataclass(frozen=True)
class HelpStillAsked(Event):
    """Nobody stands above who is asked; the time to accept begins again."""

    case: Case
    request: CollaborationRequest
    holder: Person
    opens = ("request",)
    sentence = _("{holder} is asked again to help with {case}")
    unseen = _("{holder} is asked again to help with a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class HelpGiven(Event):
    """A helper told the owner what was asked."""

    case: Case
    request: CollaborationRequest
    helper: Person
    owner: Person
    quotes = ("{request.answer}",)
    sentence = _("{helper} answered {owner} about {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class HelpWithdrawn(Event):
    """Help is not needed any more."""

    case: Case
    request: CollaborationRequest
    holder: Person
    sentence = _("{by} needs no help of {holder} with {case} any more")
    unseen = _("{by} needs no help of {holder} with a case any more")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]
