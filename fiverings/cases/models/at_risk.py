"""At risk: each case of which a promise is broken or may soon be, once, with all the reasons to look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from fiverings.people.models import Person

from .due import Due
from .escalating import Escalation


@dataclass
class AtRisk:
    """One case, or one promise that is about none: what is most urgent, what else is due, and what I must decide."""

    due: Due
    besides: list[Due] = field(default_factory=list)
    escalation: Escalation | None = None

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
        held = Escalation.objects.visible_to(person).held_by(person).exclude(state=Escalation.State.DECIDED)
        for escalation in held.filter(case__in=[each.case for each in _firsts(rows) if each.case]):
            rows[escalation.case_id].escalation = escalation
        return list(rows.values())


def _firsts(rows: dict[object, AtRisk]) -> list[Due]:
    return [each.due for each in rows.values()]
