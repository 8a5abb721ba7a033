"""Goodwill limit: how much somebody of a role may grant on one case unaided; set by the company, never rewritten."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Person, Role

from ..events import GoodwillLimitSet

GRANTING = (Role.ADVOCATE, Role.LEAD, Role.SUCCESS)
"""The roles that have a limit; an executive has none."""


class GoodwillLimitQuerySet(Records):
    """The words by which limits are found."""

    def visible_to(self, person: Any) -> Self:
        """What we may grant is no secret among the staff."""
        return self if person.is_active else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-since", "-id").select_related("set_by")

    def current(self, **which: Any) -> list[GoodwillLimit]:
        """Those that count now: the latest of each role and currency."""
        newest: dict[tuple[str, str], GoodwillLimit] = {}
        for each in self.filter(**which).latest_first():
            newest.setdefault((each.currency, each.role), each)
        return [newest[key] for key in sorted(newest)]


class GoodwillLimit(Record):
    """The most that a role may grant on one case in one currency from a moment on; a later row takes its place."""

    append_only: ClassVar[bool] = True

    role = models.TextField(choices=[(each.value, each.label) for each in GRANTING])
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.TextField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()

    objects = GoodwillLimitQuerySet.as_manager()

    left: Decimal
    """What of it nobody granted on a case yet, where `Case.left_to_grant` found it."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, currency__regex=r"^[A-Z]{3}$"), name="cases_a_limit_is_money"
            ),
        )
        indexes = (models.Index(fields=["role", "currency", "-since"], name="cases_goodwill_limit_current"),)

    def __str__(self) -> str:
        return _("{role}: {amount} {currency}").format(
            role=self.get_role_display(), amount=self.amount, currency=self.currency
        )

    @classmethod
    def of(cls, person: Person, currency: str) -> GoodwillLimit | None:
        """The highest of those of their roles; None where nothing was set in this currency."""
        theirs = cls.objects.current(role__in=person.roles, currency=currency)
        return max(theirs, key=lambda each: each.amount, default=None)

    @classmethod
    def allows(cls, person: Person, amount: Decimal, currency: str) -> bool:
        """Whether somebody may allow so much in all on one case."""
        limit = cls.of(person, currency)
        return person.has_role(Role.EXECUTIVE) or (limit is not None and amount <= limit.amount)

    @classmethod
    @together
    def set(
        cls, *, role: str, amount: Decimal, currency: str, by: Person | None, at: datetime | None = None
    ) -> GoodwillLimit:
        """From now on so much; what was granted stands."""
        limit = cls.objects.create(role=role, amount=amount, currency=currency, set_by=by, since=at or clock.now())
        announce(GoodwillLimitSet(limit=limit), by=by, at=limit.since)
        return limit
