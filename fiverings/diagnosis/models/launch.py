"""Launches: since when new sessions ask by a version of a guide, who let them, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fiverings.core.models import Record
from fiverings.people.models import Person


class GuideLaunch(Record):
    """A version of a guide went live; what is asked now is the version that did so last."""

    append_only: ClassVar[bool] = True

    version = models.OneToOneField("diagnosis.GuideVersion", on_delete=models.PROTECT, related_name="launch")
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.version)
