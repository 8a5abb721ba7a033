"""Coverage: of how many cases we know by when the customer expects it, with how many were asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from fiverings.promises.models import Expectation

from .case import Case
from .kind import Kind
from .states import State

OVER = timedelta(days=30)
ENOUGH = 80
"""Per cent of cases; below that, who leads is told."""


@dataclass(frozen=True)
class ExpectationCoverage:
    """Of the cases of a while that left the gate: of how many we know the time, and what we know of the others.

    Their last word counts, as it counts for what we promise: words without a time, heard after the gate, are not known.
    """

    cases: int
    known: int
    cannot_say: int
    without_time: int = 0

    @classmethod
    def of(cls, person: Any, *, at: datetime, over: timedelta = OVER) -> ExpectationCoverage:
        """Of those that a person may see; what is internal has nobody to ask, and what is merged counts once."""
        said = Expectation.objects.filter(subject_label="cases.case", subject_id=OuterRef("pk")).latest_first()
        asked = Case.objects.visible_to(person).filter(opened_at__gt=at - over, contact__isnull=False)
        asked = asked.exclude(kind=Kind.INTERNAL).exclude(state__in=(State.INTAKE, State.MERGED))
        heard = asked.annotate(
            is_unknown=Subquery(said.values("is_unknown")[:1]), by_at=Subquery(said.values("by_at")[:1])
        )
        counted = heard.aggregate(
            cases=Count("pk"),
            known=Count("pk", filter=Q(by_at__isnull=False)),
            cannot_say=Count("pk", filter=Q(is_unknown=True)),
            without_time=Count("pk", filter=Q(is_unknown=False, by_at=None)),
        )
        return cls(**counted)

    @property
    def per_cent(self) -> int:
        """Of a hundred cases, rounded down: what is not enough never looks as if it were."""
        return self.known * 100 // self.cases if self.cases else 0

    @property
    def is_enough(self) -> bool:
        return self.known * 100 >= ENOUGH * self.cases
