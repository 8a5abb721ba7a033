"""Business calendars: the opening hours that teams and customers go by."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.references import refer
from fiverings.core.together import together

from ..events import CalendarRevised
from .calendar_version import CalendarVersion
from .public_holidays import written_out
from .working_time import WorkingTime


class BusinessCalendarQuerySet(Records):
    """The words by which calendars are found."""

    def visible_to(self, person: Any) -> Self:
        """Opening hours are no secret among the staff."""
        return self.all()


class BusinessCalendar(Record):
    """A named calendar; `current` is the version that new due times are computed by, and the earlier ones stay."""

    name = models.TextField(unique=True)
    current = models.ForeignKey(
        CalendarVersion, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = BusinessCalendarQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="hours_a_calendar_has_a_name"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    @together
    def establish(
        cls, *, name: str, definition: Any, by: models.Model | None, at: datetime | None = None
    ) -> BusinessCalendar:
        """A new calendar with its first version; BadCalendar names the field that is wrong."""
        calendar = cls(name=name)
        calendar.save()
        calendar.revise(definition=definition, by=by, at=at)
        return calendar

    @together
    def revise(self, *, definition: Any, by: models.Model | None, at: datetime | None = None) -> CalendarVersion:
        """Give the calendar other opening hours, in the import format; BadCalendar names the field that is wrong.

        Public holidays are written out now, as dates, and are not asked for again.
        """
        BusinessCalendar.objects.select_for_update().get(pk=self.pk)
        version = self._version(written_out(definition), at or clock.now())
        if by is not None:
            version.made_by_label, version.made_by_id = refer(by).label, refer(by).id
        version.save()
        self.current = version
        self.save(update_fields=["current"])
        announce(CalendarRevised(calendar=self, version=version), by=by, at=at)
        return version

    def _version(self, definition: Any, at: datetime) -> CalendarVersion:
        zone = WorkingTime.read(definition).hours.zone.key
        number = self.versions.count() + 1
        return CalendarVersion(calendar=self, number=number, definition=definition, zone=zone, made_at=at)
