"""Agreements with customers, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together
from fiverings.hours.models import BusinessCalendar

from ..events import AgreementMade
from .revising import Revising
from .striking import StandingWords, Striking

if TYPE_CHECKING:
    from .account import Account

Covers = Iterable[tuple[str, BusinessCalendar | None]]


class AgreementQuerySet(StandingWords):
    """The words by which agreements are found."""

    def in_force(self, on: date) -> AgreementQuerySet:
        """Those that stand, have begun and not ended on this day."""
        return self.unended(on).filter(begins_on__lte=on)

    def unended(self, on: date) -> AgreementQuerySet:
        """Those that stand and have not ended on this day, begun or not."""
        return self.standing().filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))


class Agreement(Revising, Striking, Record):
    """A contract with a customer, from a day to a day, and how long before its end notice is given."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="agreements")
    name = models.TextField(_("name"))
    begins_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=0)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("begins_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on")),
                name="customers_an_agreement_ends_after_it_begins",
            ),
        )
        indexes = (models.Index(fields=["ends_on"], name="customers_agreement_end"),)

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: date) -> bool:
        """Whether it stands, has begun and not ended on this day."""
        return self.struck_at is None and self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)

    @property
    def notice_by(self) -> date | None:
        """The last day on which notice can be given."""
        return self.ends_on - timedelta(days=self.notice_days) if self.ends_on else None

    @together
    def revise(
        self, *, covers: Covers | None = None, by: models.Model | None, at: datetime | None = None, **changes: Any
    ) -> None:
        """Change what was agreed; what it covers is replaced when it is said again."""
        if covers is not None:
            self.cover(covers)
        super().revise(by=by, at=at, **changes)

    def cover(self, covers: Covers) -> None:
        """From now on it covers exactly this; what it covered before keeps its equipment."""
        wanted = dict(covers)
        self.entitlements.exclude(covers__in=wanted).delete()
        for what, calendar in wanted.items():
            self.entitlements.update_or_create(covers=what, defaults={"calendar": calendar})


class Entitlement(Record):
    """Something that an agreement covers, during the hours of a calendar (round the clock when none is named)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="entitlements")
    covers = models.TextField(_("covers"))
    calendar = models.ForeignKey(
        "hours.BusinessCalendar", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    assets = models.ManyToManyField("customers.Asset", blank=True, related_name="entitlements")

    def __str__(self) -> str:
        return self.covers


class Covering(models.Model):
    """The ability of an account to have agreements."""

    class Meta:
        abstract = True

    @together
    def agree(
        self,
        *,
        name: str,
        begins_on: date,
        ends_on: date | None = None,
        notice_days: int = 0,
        covers: Covers = (),
        by: models.Model | None,
        at: datetime | None = None,
    ) -> Agreement:
        """Make an agreement; each thing it covers has the calendar of its hours, or None for round the clock."""
        account = cast("Account", self)
        agreement = Agreement(account=account, name=name, begins_on=begins_on, ends_on=ends_on, notice_days=notice_days)
        agreement.save()
        agreement.cover(covers)
        announce(AgreementMade(account=account, agreement=agreement), by=by, at=at)
        return agreement
