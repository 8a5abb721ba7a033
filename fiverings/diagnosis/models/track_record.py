"""Track records: what became of what a version of a guide said, measured once a month, and the label that it earns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef

from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together

from ..events import GuideMeasured
from .confirmation import Confirmation
from .guide import GuideVersion
from .label import Label
from .learning_proposal import LearningProposal
from .measure import Measure

A_MONTH = timedelta(days=30)


class TrackRecordQuerySet(Records):
    """The words by which track records are found."""

    def visible_to(self, person: Any) -> Self:
        """How far a guide may be trusted is told to everybody who asks by it; the real figures."""
        return self if person.is_active else self.none()

    def last_of_each(self) -> Self:
        """The last of each version."""
        later = TrackRecord.objects.filter(version=OuterRef("version"), pk__gt=OuterRef("pk"))
        return self.exclude(Exists(later)).select_related("version__guide")

    def in_order(self) -> Self:
        return self.order_by("version__guide__code", "-version__number")


class TrackRecord(Record):
    """The figures of one version on one day: how often it was right, and how often too mild or too grave."""

    append_only: ClassVar[bool] = True
    Label = Label

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="track_records")
    label = models.TextField(choices=Label.choices)
    cases = models.PositiveIntegerField()
    first_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField()
    at = models.DateTimeField()

    objects = TrackRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(label__in=Label.values), name="diagnosis_a_track_record_has_a_label"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}, {self.at:%Y-%m-%d}"

    @classmethod
    @together
    def take(cls, version: GuideVersion, *, at: datetime) -> TrackRecord:
        """Measure a version by all that was confirmed of its sessions."""
        measure = Measure(list(Confirmation.objects.standing().filter(session__version=version).in_order()))
        has_learned = LearningProposal.experts(version.guide).have_been_moved(version.definition)
        first, last = measure.period or (None, None)
        found = cls(version=version, label=measure.label(has_learned=has_learned), cases=measure.cases, at=at)
        found.first_at, found.last_at, found.figures = first, last, measure.as_json()
        found.save()
        announce(GuideMeasured(version=version, record=found, cases=found.cases), by=None, at=at)
        return found

    @classmethod
    def take_all(cls, *, at: datetime) -> list[TrackRecord]:
        """Measure every version by which anything was confirmed or is asked now."""
        return [cls.take(each, at=at) for each in _measurable()]

    @classmethod
    def take_due(cls, *, at: datetime) -> list[TrackRecord]:
        """Measure those that were not measured for a month, or never."""
        lately = cls.objects.filter(version=OuterRef("pk"), at__gt=at - A_MONTH)
        return [cls.take(each, at=at) for each in _measurable().exclude(Exists(lately))]


def _measurable() -> Any:
    heard = Confirmation.objects.filter(session__version=OuterRef("pk"))
    live = GuideVersion.objects.current().values("pk")
    found = GuideVersion.objects.filter(models.Q(Exists(heard)) | models.Q(pk__in=live)).select_related("guide")
    return found.order_by("guide__code", "number")
