"""Closure: that a need is met, what met it, and on what ground we say so."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record
from fiverings.people.models import Person

from .resolution import Resolution


class Ground(models.TextChoices):
    """Why a case may end."""

    CONFIRMED = "confirmed", _("the customer says so")
    SILENCE = "silence", _("the customer did not answer")
    NOBODY_ASKED = "nobody_asked", _("nobody asks for anything")


class Closure(Record):
    """That a need is met: what met it, and on what ground we say so; after fourteen days it is final."""

    Ground = Ground

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closures")
    ground = models.TextField(choices=Ground.choices)
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="closure"
    )
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    solution = models.TextField()
    at = models.DateTimeField()

    personal = ("solution",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground=Ground.NOBODY_ASKED) | models.Q(resolution__isnull=False),
                name="cases_what_ends_was_proposed",
            ),
        )

    def __str__(self) -> str:
        return self.solution

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer says so."""
        return bool(self.ground == Ground.CONFIRMED)

    @classmethod
    def of(cls, resolution: Resolution, *, ground: str, by: models.Model | None, at: datetime) -> Closure:
        """The end of a case by what was proposed."""
        closer = by if isinstance(by, Person) else None
        closure = cls(case=resolution.case, resolution=resolution, ground=ground, closed_by=closer, at=at)
        closure.solution = resolution.solution
        closure.save()
        return closure
