"""Guarantee: our own standard, the longest that we let a promise of a kind be."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Account, Agreement
from fiverings.hours.models import NotAnswerable, WorkingTime

from ..events import StandardSet
from .kind import Kind


class NotToBeAgreed(Refused):
    """What is ours alone has no standard in an agreement."""


UNKNOWN_COUNTS_AS = 2
"""A case whose severity nobody has found yet is promised as if it were of this one."""


class GuaranteeQuerySet(Records):
    """The words by which standards are found."""

    def visible_to(self, person: Any) -> Self:
        """Our standards are no secret among the staff; those of an agreement sees who sees its account."""
        if not person.is_active:
            return self.none()
        return self.filter(models.Q(agreement=None) | models.Q(agreement__in=Agreement.objects.visible_to(person)))

    def of_the_house(self) -> Self:
        """Those that count for everybody."""
        return self.filter(agreement=None)

    def at(self, moment: datetime) -> Self:
        """Those set by then, the newest first."""
        return self.filter(since__lte=moment).order_by("-since", "-id")


class Guarantee(Record):
    """So many minutes for a kind of promise from a moment on; a later row takes its place, and none is changed."""

    append_only: ClassVar[bool] = True

    kind = models.TextField(choices=Kind.choices)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveIntegerField()
    round_the_clock = models.BooleanField(default=False)
    since = models.DateTimeField()

    objects = GuaranteeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(severity=None) | models.Q(severity__range=(1, 3)),
                name="promises_a_standard_is_for_severity_one_to_three",
            ),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="promises_a_standard_is_a_time"),
        )
        indexes = (models.Index(fields=["kind", "-since"], name="promises_guarantee_current"),)

    def __str__(self) -> str:
        severity = _("severity {severity}").format(severity=self.severity) if self.severity else _("any severity")
        said = f"{self.get_kind_display()}, {severity}: {self.span}"
        return said if self.agreement is None else f"{said} ({self.agreement}, {self.agreement.account})"

    @property
    def span(self) -> str:
        """How long it lets a promise be, in words."""
        words = _("{span} round the clock") if self.round_the_clock else _("{span} of opening hours")
        hours, minutes = divmod(self.minutes, 60)
        parts = [(hours, _("{count} h")), (minutes, _("{count} min"))]
        return words.format(span=" ".join(each.format(count=count) for count, each in parts if count))

    @classmethod
    def standard(
        cls, kind: str, severity: int | None, *, account: Account | None = None, at: datetime | None = None
    ) -> Guarantee | None:
        """What we hold ourselves to for a kind of promise; one set for this severity goes before one set for any.

        What stands in an agreement of the account goes before what counts for everybody; of two, the stricter.
        """
        severity, at = severity or UNKNOWN_COUNTS_AS, at or clock.now()
        newest: dict[tuple[int | None, int | None], Guarantee] = {}
        for each in _standards(kind, at, account.pk if account else 0):
            newest.setdefault((each.agreement_id, each.severity), each)
        agreed: dict[int | None, Guarantee] = {}
        for (_agreement, level), each in newest.items():
            if each.agreement is not None and each.agreement.is_in_force(at.date()):
                agreed[level] = min(agreed.get(level, each), each, key=lambda one: one.minutes)
        ours = [newest.get((None, severity)), newest.get((None, None))]
        return next((each for each in (agreed.get(severity), agreed.get(None), *ours) if each), None)

    @classmethod
    @together
    def set(
        cls,
        *,
        kind: str,
        severity: int | None,
        minutes: int,
        round_the_clock: bool = False,
        agreement: Agreement | None = None,
        by: models.Model | None,
        at: datetime | None = None,
    ) -> Guarantee:
        """Hold ourselves to another standard from now on, for all or by an agreement; what was promised stands.

        Refused: NotToBeAgreed.
        """
        since = at or clock.now()
        if agreement is not None and not Kind(kind).may_be_agreed:
            raise NotToBeAgreed(_("This is ours alone: set it for everybody."))
        guarantee = cls(
            kind=kind, severity=severity, minutes=minutes, round_the_clock=round_the_clock, agreement=agreement,
            since=since,
        )  # fmt: skip
        guarantee.save()
        announce(StandardSet(guarantee=guarantee), by=by, at=at)
        return guarantee

    def due(self, start: datetime, working_time: WorkingTime | None, *, times: int = 1) -> datetime:
        """By when it asks us to have done it; without opening hours, or where they never open, the clock runs on."""
        minutes = self.minutes * times
        if working_time is not None and not self.round_the_clock:
            with suppress(NotAnswerable):
                return working_time.due(start, minutes)
        return start.astimezone(UTC) + timedelta(minutes=minutes)


@Written
def _standards(kind: str, at: datetime, account: int) -> models.QuerySet[Guarantee]:
    theirs = models.Q(agreement=None) | models.Q(agreement__account=account)
    return Guarantee.objects.at(at).filter(theirs, kind=kind).select_related("agreement__account")
