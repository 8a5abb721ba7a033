"""Held: all that somebody holds, as somebody else may read it before they let them leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from fiverings.people.models import Duty, Person
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding

from .case import Case
from .due import Due
from .escalating import Escalation
from .handing_off import Handoff
from .helping import CollaborationRequest
from .letting_go import standing_duties
from .next_owed import NextOwed, next_owed


@dataclass(frozen=True)
class Owned:
    """One case of somebody: what is owed about it next, and to whom it was offered last."""

    case: Case
    owed: NextOwed | None
    offer: Handoff | None


@dataclass(frozen=True)
class Held:
    """What somebody owns, owes, helps with, decides and stands for; of what the reader may not see, how much."""

    person: Person
    owned: list[Owned] = field(default_factory=list)
    unseen: int = 0
    promised: list[Due] = field(default_factory=list)
    helping: list[CollaborationRequest] = field(default_factory=list)
    deciding: list[Escalation] = field(default_factory=list)
    seats: list[Duty] = field(default_factory=list)

    @classmethod
    def by(cls, person: Person, reader: Person, *, at: datetime) -> Held:
        """Everything of theirs that this reader may see."""
        all_owned = Case.objects.open().owned_by(person)
        seen = all_owned.visible_to(reader, at).with_everybody()
        cases = list(seen.order_by("next_due_at", "id"))
        return cls(
            person,
            _owned(cases, at),
            all_owned.count() - len(cases),
            _promised_besides(person, reader, at=at),
            list(CollaborationRequest.objects.visible_to(reader).held_by(person).with_everybody()),
            list(Escalation.objects.visible_to(reader).held_by(person).with_everybody()),
            list(standing_duties(person)),
        )

    @property
    def is_nothing(self) -> bool:
        return not (self.owned or self.unseen or self.promised or self.helping or self.deciding or self.seats)


def _owned(cases: list[Case], at: datetime) -> list[Owned]:
    owed = next_owed(cases, at=at)
    latest = Handoff.objects.filter(case__in=cases).select_related("receiver").order_by("id")
    offers = {each.case_id: each for each in latest}
    return [Owned(each, owed.get(each.pk), offers.get(each.pk)) for each in cases]


def _promised_besides(person: Person, reader: Person, *, at: datetime) -> list[Due]:
    """What they promised about what is not theirs or is solved; helping and deciding stand by themselves."""
    owed = Outstanding.objects.visible_to(reader).owed_by(person).with_everything()
    rows = Due.owed(owed.exclude(Q(promise__kind__in=(Promised.HELP, Promised.DECISION))), reader, at=at)
    return [each for each in rows if each.case is None or each.case.is_closed or each.case.owner_id != person.pk]
