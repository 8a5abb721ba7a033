"""A case stands at the gate, and passes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person
    from fiverings.promises.models import Promise

    from ..models import Case, Intake


@dataclass(frozen=True)
class IntakeNoted(Event):
    """What was asked at the beginning is written down, so that nobody asks it again."""

    case: Case
    intake: Intake
    known: int
    found_by = ("case",)
    sentence = _("{by} wrote down what {case} is about: {known} of 6 known")


@dataclass(frozen=True)
class IntakeCompleted(Event):
    """Nothing is missing at the gate: the case is worked on."""

    case: Case
    intake: Intake
    owner: Person
    found_by = ("case",)
    sentence = _("{by} passed the gate with {case}")


@dataclass(frozen=True)
class CaseConverted(Event):
    """A case is of another sort than we said; what was promised stays."""

    case: Case
    before: str
    sort: str
    sentence = _("{by} sorted {case} anew")


@dataclass(frozen=True)
class CallDropped(Event):
    """The call with a customer was lost; somebody calls them within two minutes."""

    case: Case
    promise: Promise
    owner: Person
    sentence = _("The call about {case} was lost; {owner} calls them again")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
