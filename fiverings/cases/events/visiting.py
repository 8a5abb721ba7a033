"""One of us is sent to a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person
    from fiverings.promises.models import Promise

    from ..models import Case, Visit


@dataclass(frozen=True)
class VisitEntrusted(Event):
    """Somebody who does not own the case goes there; the customer was told who."""

    visit: Visit
    case: Case
    promise: Promise
    person: Person
    found_by = ("visit",)
    opens = ("case",)
    sentence = _("{person} goes there for {case}: {promise}")

    def told_to(self) -> Iterable[Person]:
        return [self.person]


@dataclass(frozen=True)
class VisitMoved(Event):
    """The customer was told another time, and the same person comes."""

    visit: Visit
    case: Case
    promise: Promise
    person: Person
    found_by = ("visit",)
    opens = ("case",)
    sentence = _("The visit for {case} has changed: {promise}")

    def told_to(self) -> Iterable[Person]:
        return [self.person]


@dataclass(frozen=True)
class VisitCalledOff(Event):
    """Nobody waits any more for whoever was to come."""

    visit: Visit
    case: Case
    promise: Promise
    person: Person
    found_by = ("visit",)
    opens = ("case",)
    sentence = _("{person} need not go there for {case} any more")

    def told_to(self) -> Iterable[Person]:
        return [self.person]


@dataclass(frozen=True)
class VisitFellBack(Event):
    """Whoever was to come has left or is away then: the owner goes, or agrees with the customer on somebody else."""

    case: Case
    visit: Visit
    person: Person
    owner: Person
    sentence = _("{person} cannot go there for {case}: {owner} goes, or tells the customer who does")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
