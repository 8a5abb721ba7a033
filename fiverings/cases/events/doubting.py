"""How bad it feels to them, and that a case may be worse than we say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.diagnosis.models import GuideVersion
    from fiverings.people.models import Person

    from ..models import Case
    from ..models.diagnosis_review import DiagnosisReview
    from ..models.doubt import SeverityDoubt
    from ..models.felt import FeltSeverity


@dataclass(frozen=True)
class FeltSeverityHeard(Event):
    """A customer told us how bad it is for them."""

    case: Case
    felt: FeltSeverity
    level: int
    found_by = ("case",)
    quotes = ("{felt.words}",)
    sentence = _("{by} heard how bad {case} is for them")


@dataclass(frozen=True)
class FeltWorse(Event):
    """It feels worse to the customer than we call it."""

    case: Case
    felt: FeltSeverity
    owner: Person
    lead: Person
    level: int
    found_by = ("case",)
    sentence = _("{case} feels like severity {level} to its customer, and we call it milder")

    def told_to(self) -> Iterable[Person]:
        return [self.owner, self.lead]


@dataclass(frozen=True)
class ExplanationAccepted(Event):
    """A customer accepts why we call it milder than it feels."""

    case: Case
    felt: FeltSeverity
    found_by = ("case",)
    quotes = ("{felt.explanation}",)
    sentence = _("{by} explained how severe {case} is, and its customer accepts it")


@dataclass(frozen=True)
class SeverityDoubted(Event):
    """Something happened by which a case may be worse than we say."""

    case: Case
    doubt: SeverityDoubt
    owner: Person
    lead: Person
    level: int
    found_by = ("case",)
    quotes = ("{doubt.sentence}", "{doubt.quote}")
    sentence = _("{case} may be worse than severity {level}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner, self.lead]


@dataclass(frozen=True)
class SeverityDoubtAnswered(Event):
    """Somebody looked again at how severe a case is."""

    case: Case
    doubt: SeverityDoubt
    answer: str
    found_by = ("case",)
    quotes = ("{doubt.words}",)
    sentence = _("{by} looked again at how severe {case} is")


@dataclass(frozen=True)
class DiagnosisReviewOpened(Event):
    """A case was of another severity than we had told: what we ask is looked at again."""

    case: Case
    review: DiagnosisReview
    lead: Person
    told: int
    confirmed: int
    found_by = ("case",)
    sentence = _("{case} was severity {confirmed} and we had said {told}: the guide is looked at again")

    def told_to(self) -> Iterable[Person]:
        return [self.lead]


@dataclass(frozen=True)
class DiagnosisReviewClosed(Event):
    """The guide was changed after a wrong severity, or it was said why not."""

    case: Case
    review: DiagnosisReview
    version: GuideVersion | None
    found_by = ("case",)
    sentence = _("{by} closed the review of how {case} was diagnosed")
