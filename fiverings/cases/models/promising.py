"""Promising: what we told the customer of a case, by when; an open case always has a promise that stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef

from fiverings.core.models import Records
from fiverings.hours.models import BusinessCalendar
from fiverings.promises.models import Guarantee, Outstanding, Promise
from fiverings.promises.models import Kind as PromiseKind

if TYPE_CHECKING:
    from .case import Case

AT_LATEST = timedelta(days=1)


class PromisingWords(Records):
    """The words by which cases are found by what was promised about them."""

    def without_word(self) -> Self:
        """Open ones whose customer knows of no next step: nothing stands that was promised to them."""
        told = Outstanding.objects.to_customers().filter(subject_label="cases.case", subject_id=OuterRef("pk"))
        return self.filter(~Exists(told), ended_at=None)


class Promising(models.Model):
    """The ability of a case to be promised about."""

    class Meta:
        abstract = True

    def outstanding(self) -> models.QuerySet[Outstanding]:
        """What is owed about this case, the next due first."""
        return Outstanding.objects.of(cast("Case", self)).with_everything()

    def keep_promising(self, *, by: models.Model | None = None, at: datetime) -> Promise | None:
        """Where nothing stands any more about an open case, its owner owes the next word; at first, an answer."""
        case = cast("Case", self)
        if case.is_closed or Outstanding.objects.of(case).exists():
            return None
        kind = PromiseKind.NEXT_UPDATE if case.last_told_at else PromiseKind.ANSWER
        guarantee, version = Guarantee.standard(kind, case.severity, at=at), case.calendar()
        calendar_version = version.current if version else None
        working_time = calendar_version.working_time() if calendar_version else None
        due_at = guarantee.due(at, working_time) if guarantee else at + AT_LATEST
        return Promise.to_ourselves(
            subject=case, journey=case.journey, kind=kind, person=case.owner, due_at=due_at, severity=case.severity,
            zone=case.account.zone, calendar_version=calendar_version, by=by, at=at,
        )  # fmt: skip

    def calendar(self) -> BusinessCalendar | None:
        """By whose opening hours we count: the account's own, else those of the owner's team."""
        case = cast("Case", self)
        team = None if case.account.calendar else case.owner.team()
        return cast("BusinessCalendar | None", case.account.calendar or (team and team.calendar))
