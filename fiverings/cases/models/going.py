"""Going: what somebody who goes home owes before they are back, and who is here to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.together import together
from fiverings.people.models import Absence, Person, PresenceState, Role
from fiverings.promises.models import Outstanding

from .case import Case
from .due import Due, with_what_broke
from .handing_off import Handoff, Outcome
from .package import package


@dataclass(frozen=True)
class Line:
    """One promise that is due before its owner is back: to whom its case is offered, and whether they may offer it."""

    due: Due
    offer: Handoff | None
    may_be_offered: bool
    may_be_changed: bool


@dataclass(frozen=True)
class BeforeIGo:
    """All that one of us owes until they are back, the first due first."""

    person: Person
    back_at: datetime
    lines: list[Line]

    @classmethod
    def of(cls, person: Person, *, back_at: datetime, at: datetime) -> BeforeIGo:
        """What stands now, as they see it."""
        owed = Outstanding.objects.visible_to(person).owed_by(person).filter(due_at__lt=back_at)
        dues = sorted(Due.owed(with_what_broke(owed), person, at=at), key=lambda due: (not due.is_broken, due.due_at))
        offered = Handoff.objects.filter(case__in={due.case.pk for due in dues if due.case}, outcome=Outcome.OFFERED)
        offers = {each.case_id: each for each in offered.select_related("receiver")}
        return cls(person, back_at, [cls._line(person, due, offers) for due in dues])

    @staticmethod
    def _line(person: Person, due: Due, offers: dict[int, Handoff]) -> Line:
        case, offer = due.case, offers.get(due.case.pk) if due.case else None
        mine = case is not None and case.is_open and case.owner_id == person.pk
        told = case is not None and not due.is_broken and due.promise.to_contact_id is not None
        return Line(due, offer, mine and offer is None, told)

    @property
    def unasked(self) -> int:
        """How many lines nobody is asked about."""
        return sum(each.offer is None for each in self.lines)

    @staticmethod
    def colleagues(person: Person, *, at: datetime) -> Any:
        """Who may be asked to own a case and is not away; those who can be reached now come first."""
        here = Person.objects.with_role(Role.ADVOCATE).exclude(pk=person.pk)
        here = here.exclude(pk__in=Absence.objects.at(at).values("person"))
        return here.order_by(models.Case(models.When(presence=PresenceState.AVAILABLE, then=0), default=1), "name")


@together
def ask_to_go_on(case: Case, *, to: Person, by: Person, at: datetime) -> Handoff:
    """Offer a case with what the record knows, because its owner goes home. CannotHandOff."""
    why = _("{person} goes home, and it is due before they are back.").format(person=by)
    return case.hand_off(to=to, **package(case, why=why, zone=to.zone, at=at), by=by, at=at)
