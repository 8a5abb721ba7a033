"""What is due: promises in a list, each with the case it is about and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import models

from fiverings.people.models import Person
from fiverings.promises.models import Kind, Outcome, Outstanding, Promise

from .asks import asks
from .case import Case
from .visit import Visit

ROWS_AT_MOST = 12
SOON = timedelta(hours=1)
SITES_AT_MOST = 3


@dataclass(frozen=True)
class Due:
    """One promise in a list of what is due: when, how it stands, its case; and where to, for whoever goes there."""

    promise: Promise
    case: Case | None
    due_at: datetime
    state: str
    used: float = 0.0
    owed_by: Person | None = None
    goes: bool = False
    place: str = ""

    @classmethod
    def owed(cls, outstanding: Iterable[Outstanding], person: Person, *, at: datetime) -> list[Due]:
        """What is owed, as a reader sees it; one more question for all the cases."""
        rows = list(outstanding)
        cases = _cases(person, (each.subject for each in rows))
        return [_due(each, cases.get(each.subject_id), at) for each in rows]

    @classmethod
    def gone_to(cls, visits: Iterable[Visit], *, at: datetime) -> list[Due]:
        """The visits that somebody makes for others, each with where it is."""
        return [_gone_to(each, at) for each in visits]

    @classmethod
    def about(cls, case: Case, owed: Outstanding, *, at: datetime) -> Due:
        """What is owed about a case that the reader sees."""
        return _due(owed, case, at)

    @classmethod
    def kept(cls, outcomes: Iterable[Outcome], person: Person) -> list[Due]:
        """What was kept, as a reader sees it."""
        rows = list(outcomes)
        cases = _cases(person, (each.promise.subject for each in rows))
        return [
            cls(each.promise, cases.get(each.promise.subject_id), each.promise.due_at, "kept", 1.0) for each in rows
        ]

    @classmethod
    def at_risk(cls, person: Person, *, at: datetime) -> list[Due]:
        """Of everybody's promises whose cases a person sees: the broken, then those due within the hour."""
        near = models.Q(promise__recovers__isnull=False) | models.Q(due_at__lte=at + SOON)
        found = (
            Outstanding.objects.visible_to(person).filter(near, promise__kind__in=COUNTED_ON).order_by("due_at", "id")
        )
        return in_order(cls.owed(with_what_broke(found)[: 2 * ROWS_AT_MOST], person, at=at))

    @property
    def is_broken(self) -> bool:
        return self.state == "broken"

    @property
    def is_late(self) -> bool:
        """Whether its time has passed, and the clock breaks it next."""
        return self.state == "late"

    @property
    def asks(self) -> str:
        """What whoever owes it has to do, in a whole sentence."""
        return asks(self.promise, self.case, goes=self.goes)

    @property
    def to(self) -> Any:
        """Whom it is promised to: a colleague who is helped, or the account where only we know of it."""
        if self.case and self.promise.kind == Kind.HELP:
            return self.case.owner
        return self.promise.to_contact or (self.case and (self.case.contact or self.case.account))


COUNTED_ON = ("call_back", "answer", "next_update", "fix", "visit", "cost", "decision", "recovery")


def with_what_broke(owed: models.QuerySet[Outstanding]) -> models.QuerySet[Outstanding]:
    """Each with its promise, and with what it makes good, in the same query."""
    return owed.select_related("person", "promise__to_contact", "promise__recovers__to_contact", "promise__owed_by")


def in_order(due: Iterable[Due]) -> list[Due]:
    """The broken first, then what is due next."""
    return sorted(due, key=lambda each: (not each.is_broken, each.due_at))[:ROWS_AT_MOST]


def _due(owed: Outstanding, case: Case | None, at: datetime) -> Due:
    """A promise that makes good a broken one stands under the time that was broken first."""
    promise = broken = owed.promise
    while broken.recovers is not None:
        broken = broken.recovers
    if broken is not promise:
        return Due(broken, case, broken.due_at, "broken", owed_by=owed.person)
    return Due(promise, case, owed.due_at, _state(owed.due_at, at), _used(promise, at), owed.person)


def _gone_to(visit: Visit, at: datetime) -> Due:
    promise, case = visit.promise, cast(Case, visit.matter)
    sites = [f"{each}, {each.address}" if each.address else str(each) for each in case.account.sites.standing()]
    state = _state(promise.due_at, at) if hasattr(promise, "outstanding") else "broken"
    place = "; ".join(sites[:SITES_AT_MOST])
    return Due(promise, case, promise.due_at, state, _used(promise, at), case.owner, goes=True, place=place)


def _state(due_at: datetime, at: datetime) -> str:
    return "late" if due_at < at else "soon" if due_at - at <= SOON else "due"


def _used(promise: Promise, at: datetime) -> float:
    return (at - promise.told_at) / max(promise.due_at - promise.told_at, timedelta(seconds=1))


def _cases(person: Person, subjects: Iterable[Any]) -> dict[int, Case]:
    """The cases that promises are about, of those that this person may see."""
    ids = {each.id for each in subjects if each.label == Case._meta.label_lower}
    return Case.objects.visible_to(person).with_everybody().in_bulk(ids)
