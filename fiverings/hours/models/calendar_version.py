"""Versions: the opening hours of a calendar as they were from one revision on."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.db import models

from fiverings.core.models import Record, Records
from fiverings.core.references import Reference

from .week_in_words import week_in_words
from .working_time import WorkingTime


class CalendarVersionQuerySet(Records):
    """The words by which versions are found."""

    def visible_to(self, person: Any) -> Self:
        """Opening hours are no secret among the staff."""
        return self.all()


class CalendarVersion(Record):
    """Opening hours that never change, so that what was due by them stays due; their holidays are kept as dates."""

    append_only: ClassVar[bool] = True

    calendar = models.ForeignKey("hours.BusinessCalendar", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    zone = models.TextField()
    made_at = models.DateTimeField()
    made_by_label = models.TextField(default="", blank=True)
    made_by_id = models.BigIntegerField(null=True, blank=True)

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        ordering = ("calendar", "number")
        constraints = (
            models.UniqueConstraint(fields=["calendar", "number"], name="hours_a_number_names_one_version"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="hours_versions_count_from_one"),
            models.CheckConstraint(
                condition=~models.Q(definition__has_key="holidays_of"), name="hours_a_version_has_its_holidays_as_dates"
            ),
        )

    def __str__(self) -> str:
        return f"{self.calendar}, version {self.number}"

    @property
    def made_by(self) -> Reference | None:
        return Reference(self.made_by_label, self.made_by_id) if self.made_by_id is not None else None

    def working_time(self) -> WorkingTime:
        """Due and elapsed times by this version, today and in ten years."""
        return _working_time(json.dumps(self.definition, sort_keys=True))

    def week(self) -> str:
        """Its week in one sentence."""
        return week_in_words(self.working_time().hours)


@lru_cache(maxsize=256)
def _working_time(definition: str) -> WorkingTime:
    return WorkingTime.read(json.loads(definition))
