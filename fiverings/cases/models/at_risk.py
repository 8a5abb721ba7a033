"""At risk: each case of which a promise is broken or may soon be, once, with all the reasons to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fiverings.people.models import Person

from .due import SOON, Due
from .escalating import Escalation

A_SECOND = timedelta(seconds=1)


@dataclass
class AtRisk:
    """One case, or one promise that is about none: what is most urgent, and what else is due."""

    due: Due
    besides: list[Due] = field(default_factory=list)

    @classmethod
    def seen_by(cls, person: Person, *, at: datetime) -> list[AtRisk]:
        """Everybody's, of the cases that a person sees; the broken first, then what is due next."""
        rows: dict[object, AtRisk] = {}
        for due in Due.at_risk(person, at=at):
            about = due.case.pk if due.case else due.promise
            if row := rows.get(about):
                row.besides.append(due)
            else:
                rows[about] = cls(due)
        return list(rows.values())

    def without(self, promises: set[int]) -> AtRisk | None:
        """The same, these promises left out; nothing where no other is at risk."""
        left = [each for each in (self.due, *self.besides) if each.promise.pk not in promises]
        return AtRisk(left[0], left[1:]) if left else None


@dataclass
class Escalated:
    """What somebody is asked to decide, by which time, and what is at risk about its case."""

    escalation: Escalation
    at: datetime
    besides: list[Due] = field(default_factory=list)

    @classmethod
    def to(cls, person: Person, risks: Iterable[AtRisk], *, at: datetime) -> list[Escalated]:
        """All that a person holds and has not decided, the most urgent first."""
        held = Escalation.objects.visible_to(person).held_by(person).exclude(state=Escalation.State.DECIDED)
        about = {each.due.case.pk: [each.due, *each.besides] for each in risks if each.due.case}
        found = [cls(each, at, about.get(each.case_id, [])) for each in held.with_everybody()]
        return sorted(found, key=lambda each: (each.due_at, each.escalation.pk))

    @property
    def is_raised(self) -> bool:
        """Whether they have yet to say that they decide."""
        return self.escalation.state == Escalation.State.RAISED

    @property
    def due_at(self) -> datetime:
        """By when they accept it, or decide what they accepted."""
        decide_by = None if self.is_raised else self.escalation.resolve_by
        return decide_by or self.escalation.accept_by

    @property
    def state(self) -> str:
        if self.due_at <= self.at:
            return "broken"
        return "soon" if self.due_at - self.at <= SOON else "due"

    @property
    def used(self) -> float:
        began = (None if self.is_raised else self.escalation.accepted_at) or self.escalation.raised_at
        return (self.at - began) / max(self.due_at - began, A_SECOND)
