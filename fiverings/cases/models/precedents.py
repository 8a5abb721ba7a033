"""Precedents: what was decided about a like case is shown to whoever asks for a decision, and to whoever decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case as Either
from django.db.models import IntegerField, Q, Value, When

from fiverings.people.models import Person

from .climbing import ClimbingWords
from .kind import Kind

if TYPE_CHECKING:
    from .case import Case

SHOWN_AT_MOST = 3


class PrecedentWords(ClimbingWords):
    """The words by which decisions are found again."""

    def decided_for(self, owner: Person) -> Self:
        """Those decided about cases of this owner, who has not said yet that it meets the need; the first first."""
        return self.filter(state="decided", ended_at=None, case__owner=owner).order_by("decided_at", "id")

    def decided(self) -> Self:
        """Those about which somebody decided, on an authority."""
        return self.exclude(decided_at=None).exclude(decision="")

    def like(self, case: Case, *, rule: str = "", kind: str = "") -> Self:
        """Decided ones that the same rule raised, then those about needs of the same sort; the latest first."""
        by_rule = Q(rule=rule) & ~Q(rule="")
        same_sort = Q(case__kind=case.kind) & ~Q(case__kind=Kind.UNSORTED)
        if kind:
            same_sort &= Q(kind=kind)
        nearness = Either(When(by_rule, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.decided().filter(by_rule | same_sort).order_by(nearness, "-decided_at", "-id")

    def precedents(
        self, person: Any, case: Case, *, rule: str = "", kind: str = "", but: int | None = None
    ) -> list[Any]:
        """The nearest decisions that somebody may see, but for the escalation that they ask about."""
        seen: Any = self.visible_to(person)
        return list(seen.like(case, rule=rule, kind=kind).exclude(pk=but).with_everybody()[:SHOWN_AT_MOST])
