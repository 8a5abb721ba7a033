"""Attendance: that one of us came to a customer: who, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models

from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Site
from fiverings.people.models import Person

from .parts import parts_of

if TYPE_CHECKING:
    from .case import Case


class AttendanceQuerySet(Records):
    """The words by which attendances are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees who came to it."""
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def on(self, case: Case) -> Self:
        """Those about a case, and about what became part of it."""
        return self.filter(case__in=parts_of(case.pk))

    def met(self) -> Self:
        """Those on which somebody was there."""
        return self.filter(met=True)


class Attendance(Record):
    """Who arrived, at a site or where words say, when, for which case, and whether anybody was there."""

    append_only: ClassVar[bool] = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    place = models.TextField(blank=True, default="")
    met = models.BooleanField()
    at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()
    personal = ("place",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(site=None) & ~models.Q(place="") | models.Q(site__isnull=False, place=""),
                name="cases_who_arrived_was_somewhere",
            ),
        )

    def __str__(self) -> str:
        return str(self.site) if self.site else self.place
