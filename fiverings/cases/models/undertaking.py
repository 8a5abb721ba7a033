"""Undertaking: what the owner of a case promises to themselves about it, and what nobody waits for any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.hours.models import CalendarVersion, NotAnswerable
from fiverings.people.models import Person
from fiverings.promises.models import Ending, Guarantee, Outstanding, Promise
from fiverings.promises.models import Kind as Promised

if TYPE_CHECKING:
    from .case import Case

AT_LATEST = timedelta(days=1)
CHECKED_IN_AFTER = timedelta(days=7)
CHECKED_IN_ON = (1, 2)


class Undertaking(models.Model):
    """The ability of a case to have something owed about it by its owner."""

    class Meta:
        abstract = True

    def owe(self, kind: str, *, due_at: datetime, by: models.Model | None, at: datetime, **standard: Any) -> Promise:
        """The owner does this by then; no customer was told."""
        case, person = cast("Case", self), by if isinstance(by, Person) else None
        if "calendar_version" not in standard:
            standard["calendar_version"] = case.opening_hours()
        return Promise.to_ourselves(
            subject=case, journey=case.journey, kind=kind, person=case.owner, due_at=due_at, severity=case.severity,
            zone=case.account.zone, by=person, at=at, **standard,
        )  # fmt: skip

    def owe_by_standard(
        self, kind: str, *, since: datetime | None = None, by: models.Model | None, at: datetime
    ) -> Promise:
        """The owner does this within our standard, counted from a moment; within a day where we have none."""
        case, since = cast("Case", self), since or at
        standard = Guarantee.standard(kind, case.severity, account=case.account, at=at)
        version = case.opening_hours()
        if standard is None:
            return case.owe(kind, due_at=since + AT_LATEST, by=by, at=at, calendar_version=version)
        due_at = standard.due(since, version.working_time() if version else None)
        measured = {"guarantee": standard, "guarantee_due_at": due_at, "calendar_version": version}
        return case.owe(kind, due_at=due_at, by=by, at=at, **measured)

    def let_go(self, kinds: Iterable[str], *, words: str, by: models.Model | None, at: datetime) -> None:
        """Nobody waits for promises of these kinds any more; what is overdue breaks by the clock."""
        person = by if isinstance(by, Person) else None
        owed = Outstanding.objects.of(cast("Case", self)).filter(promise__kind__in=list(kinds), due_at__gte=at)
        for each in owed.select_related("promise"):
            each.promise.release(words=words, by=person, at=at)

    def opening_hours(self) -> CalendarVersion | None:
        """By whose opening hours we count now."""
        calendar = cast("Case", self).calendar()
        return calendar.current if calendar else None

    def working_days_after(self, start: datetime, days: int) -> datetime:
        """The same time of day so many days of ours later; by the calendar on the wall where we never open."""
        version = self.opening_hours()
        try:
            return version.working_time().days_after(start, days) if version else start + timedelta(days=days)
        except NotAnswerable:
            return start + timedelta(days=days)

    def _check_in_later(self, at: datetime) -> None:
        """A week after what was severe, or what was not kept in time, the owner asks how it is going; once."""
        case = cast("Case", self)
        if Outstanding.objects.of(case).filter(promise__kind=Promised.CHECK_IN).exists():
            return
        asked = case.promises_told().filter(kind=Promised.CHECK_IN, mends__isnull=False)
        is_asked = asked.exclude(outcome__kind=Ending.RELEASED).exists()
        if case.severity in CHECKED_IN_ON or (not is_asked and case.breaches().to_customers().exists()):
            due_at = case.working_days_after(at + CHECKED_IN_AFTER, 0)
            case.owe(Promised.CHECK_IN, due_at=due_at, by=None, at=at)
