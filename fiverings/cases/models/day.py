"""The day of promises: what a person owes next, and what they kept today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from fiverings.core.written import Written
from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Outstanding

from .due import ROWS_AT_MOST, Due, in_order, with_what_broke
from .visit import Visit


@dataclass
class PromisedDay:
    """What one person owes, and where they go, the next first; and their day with each promise at its time."""

    person: Person
    at: datetime
    due: list[Due] = field(default_factory=list)
    done: list[Due] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person, *, at: datetime) -> PromisedDay:
        """The day as it stands: two questions for what is owed and its cases, one for visits, two for what was kept."""
        day = cls(person, at)
        visits = Due.gone_to(_visits_of(person.pk), at=at)
        gone_to = {each.promise.pk for each in visits}
        day.due = [each for each in Due.owed(_owed_by(person.pk), person, at=at) if each.promise.pk not in gone_to]
        day.due += visits
        kept = Outcome.objects.filter(promise__owed_by=person, at__gte=day._midnight(), kind="kept")
        kept = kept.select_related("promise__to_contact").order_by("-at")[:ROWS_AT_MOST]
        day.done = Due.kept(kept, person)
        return day

    @cached_property
    def rows(self) -> list[Due]:
        return in_order(self.due)

    @property
    def broken(self) -> list[Due]:
        return [each for each in self.due if each.is_broken]

    @property
    def late(self) -> list[Due]:
        """What was due, and the clock breaks next."""
        return [each for each in self.due if each.is_late]

    @property
    def left_today(self) -> list[Due]:
        """What is still due before midnight, where the person is."""
        here, today = ZoneInfo(self.person.zone), self._midnight().date()
        ahead = (each for each in self.due if not each.is_broken and not each.is_late)
        return [each for each in ahead if each.due_at.astimezone(here).date() == today]

    def _midnight(self) -> datetime:
        here = ZoneInfo(self.person.zone)
        return datetime.combine(self.at.astimezone(here).date(), time(), here)


@Written
def _owed_by(person: int) -> QuerySet[Outstanding]:
    return with_what_broke(Outstanding.objects.owed_by(Person(pk=person)))[: 2 * ROWS_AT_MOST]


@Written
def _visits_of(person: int) -> QuerySet[Visit]:
    standing = Visit.objects.standing().of(Person(pk=person)).with_everybody()
    return standing.order_by("promise__due_at", "id")[:ROWS_AT_MOST]
