"""Goodwill is granted, or asked to be allowed, and may be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, Goodwill, GoodwillApproval, GoodwillLimit, GoodwillReturn


@dataclass(frozen=True)
class GoodwillGranted(Event):
    """Goodwill was granted, within a limit or with an approval; the customer reads why."""

    case: Case
    goodwill: Goodwill
    giver: Person
    owner: Person
    quotes = ("{goodwill.reason}",)
    sentence = _("{giver} granted {goodwill} of goodwill on {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class GoodwillTakenBack(Event):
    """What was granted does not stand any more; the customer reads why."""

    case: Case
    goodwill: Goodwill
    taken_back: GoodwillReturn
    giver: Person
    quotes = ("{taken_back.reason}",)
    sentence = _("{by} took back {goodwill} of goodwill on {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.giver, self.case.owner]


@dataclass(frozen=True)
class GoodwillAsked(Event):
    """More than somebody may grant unaided; one person is asked to allow it."""

    case: Case
    approval: GoodwillApproval
    asked_by: Person
    holder: Person
    opens = ("approval",)
    quotes = ("{approval.reason}",)
    sentence = _("{asked_by} asks {holder} to allow {approval} of goodwill on {case}")
    unseen = _("{asked_by} asks {holder} to allow goodwill on a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class GoodwillApproved(Event):
    """Who was asked allows it."""

    case: Case
    approval: GoodwillApproval
    holder: Person
    asked_by: Person
    owner: Person
    quotes = ("{approval.answer}",)
    sentence = _("{holder} allowed {approval} of goodwill on {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.asked_by, self.owner]


@dataclass(frozen=True)
class GoodwillDeclined(Event):
    """Who was asked does not allow it, and said why."""

    case: Case
    approval: GoodwillApproval
    holder: Person
    asked_by: Person
    quotes = ("{approval.answer}",)
    sentence = _("{holder} did not allow {approval} of goodwill on {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.asked_by, self.case.owner]


@dataclass(frozen=True)
class GoodwillClimbed(Event):
    """Nobody answered in time; who stands above is asked now."""

    case: Case
    approval: GoodwillApproval
    before: Person
    holder: Person
    opens = ("approval",)
    sentence = _("{before} did not answer in time; {holder} is asked to allow {approval} of goodwill on {case}")
    unseen = _("{before} did not answer in time; {holder} is asked to allow goodwill on a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.before, self.approval.asked_by]


@dataclass(frozen=True)
class GoodwillStillAsked(Event):
    """Nobody stands above who is asked; the time to answer begins again."""

    case: Case
    approval: GoodwillApproval
    holder: Person
    opens = ("approval",)
    sentence = _("{holder} is asked again to allow {approval} of goodwill on {case}")
    unseen = _("{holder} is asked again to allow goodwill on a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class GoodwillWithdrawn(Event):
    """Nobody need allow it any more."""

    case: Case
    approval: GoodwillApproval
    holder: Person
    sentence = _("{holder} need not allow {approval} of goodwill on {case} any more")
    unseen = _("{holder} need not allow goodwill on a case any more")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class GoodwillLimitSet(Event):
    """The company changed how much a role may grant unaided; what was granted stands."""

    limit: GoodwillLimit
    sentence = _("{by} set how much goodwill is granted unaided on a case: {limit}")
