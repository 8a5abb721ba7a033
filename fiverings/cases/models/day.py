"""The day of promises: what a person owes next, and what became of what they owed today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Outstanding, Promise

from .case import Case

ROWS_AT_MOST = 12
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Due:
    """One promise in a list of what is due: when, how it stands, and the case it is about."""

    promise: Promise
    case: Case | None
    due_at: datetime
    state: str
    used: float = 0.0

    @property
    def is_broken(self) -> bool:
        return self.state == "broken"

    @property
    def to(self) -> Any:
        """Whom it is promised to, or the account where only we know of it."""
        return self.promise.to_contact or (self.case and (self.case.contact or self.case.account))


@dataclass
class PromisedDay:
    """What one person owes, the next first, and their day from opening to closing with each promise at its time."""

    person: Person
    at: datetime
    due: list[Due] = field(default_factory=list)
    done: list[Due] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person, *, at: datetime) -> PromisedDay:
        """The day as it stands: one question each for what is owed, what became of the rest, and their cases."""
        day = cls(person, at)
        owed = Outstanding.objects.owed_by(person).select_related(
            "promise__to_contact", "promise__recovers__to_contact", "promise__owed_by"
        )
        outstanding = list(owed.order_by("due_at", "promise")[: ROWS_AT_MOST * 2])
        ended = list(day._ended_today())
        cases = _cases(person, [*(each.subject for each in outstanding), *(each.promise.subject for each in ended)])
        day.due = [day._due(each, cases.get(each.subject_id)) for each in outstanding]
        day.done = [_done(each, cases.get(each.promise.subject_id)) for each in ended]
        return day

    @cached_property
    def rows(self) -> list[Due]:
        """The broken first, then what is due next."""
        return sorted(self.due, key=lambda each: (not each.is_broken, each.due_at))[:ROWS_AT_MOST]

    @property
    def broken(self) -> list[Due]:
        return [each for each in self.due if each.is_broken]

    @property
    def left_today(self) -> list[Due]:
        """What is still due before midnight, where the person is."""
        return [each for each in self.due if not each.is_broken and self._is_today(each.due_at)]

    def _is_today(self, moment: datetime) -> bool:
        zone = ZoneInfo(self.person.zone)
        return moment.astimezone(zone).date() == self.at.astimezone(zone).date()

    def _ended_today(self) -> Iterable[Outcome]:
        midnight = datetime.combine(
            self.at.astimezone(ZoneInfo(self.person.zone)).date(), time(), ZoneInfo(self.person.zone)
        )
        kept = Outcome.objects.filter(promise__owed_by=self.person, at__gte=midnight, kind="kept")
        return kept.select_related("promise__to_contact").order_by("at")[:ROWS_AT_MOST]

    def _due(self, owed: Outstanding, case: Case | None) -> Due:
        """A promise that makes good a broken one stands under the time that was broken."""
        promise = owed.promise
        if promise.recovers is not None:
            return Due(promise.recovers, case, promise.recovers.due_at, "broken")
        return Due(promise, case, owed.due_at, "soon" if owed.due_at - self.at <= SOON else "due", self._used(promise))

    def _used(self, promise: Promise) -> float:
        """Which part of its time has passed."""
        return (self.at - promise.told_at) / max(promise.due_at - promise.told_at, timedelta(seconds=1))


def _done(outcome: Outcome, case: Case | None) -> Due:
    return Due(outcome.promise, case, outcome.promise.due_at, "kept", 1.0)


def _cases(person: Person, subjects: Iterable[Any]) -> dict[int, Case]:
    """The cases that promises are about, of those that this person may see."""
    label = Case._meta.label_lower
    ids = {each.id for each in subjects if each.label == label}
    return Case.objects.visible_to(person).with_everybody().in_bulk(ids)
