"""Confirmations: what a need turned out to be at its end: all that a guide is measured by and learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core.models import Record
from fiverings.people.models import Person

from .cause import Cause

if TYPE_CHECKING:
    from .guide import Guide


class ConfirmationQuerySet(OfAJourney):
    """The words by which confirmations are found."""

    to_account: ClassVar[str] = "session__journey__account"

    def standing(self) -> Self:
        """The last of each session, unless it was taken back."""
        later = Confirmation.objects.filter(session=models.OuterRef("session"), seq__gt=models.OuterRef("seq"))
        return self.exclude(models.Exists(later)).exclude(severity=None)

    def of_guide(self, guide: Guide) -> Self:
        """By whichever version of it was asked."""
        return self.filter(session__version__guide=guide)

    def with_everything(self) -> Self:
        """Each with its session, the answers to it, and the cause."""
        found = self.select_related("cause", "session__version__guide", "session__follows__version")
        return found.prefetch_related("session__evidence")

    def in_order(self) -> Self:
        return self.order_by("at", "id")


class Confirmation(Record):
    """What was told first and what it was in the end; never from a first guess, and the last of a session stands."""

    append_only: ClassVar[bool] = True

    session = models.ForeignKey("diagnosis.DiagnosisSession", on_delete=models.PROTECT, related_name="confirmations")
    seq = models.PositiveIntegerField()
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    """What it was; None takes back what was confirmed before."""
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told = models.PositiveSmallIntegerField(null=True, blank=True)
    """The first severity that they were told; None where one of us named it before the answers did."""
    minutes_to_correction = models.PositiveIntegerField(null=True, blank=True)
    """How long something else was told than it was; None where it was right, or never put right."""
    chances = models.JSONField(null=True, blank=True)
    """Of severity 1, 2 and 3, as the answers of the session said in the end."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "seq"], name="diagnosis_confirmations_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(severity=None) | models.Q(severity__range=(1, 3)),
                name="diagnosis_confirmed_is_one_two_or_three",
            ),
            models.CheckConstraint(
                condition=models.Q(told=None) | models.Q(told__range=(1, 3)),
                name="diagnosis_told_is_one_two_or_three",
            ),
        )

    def __str__(self) -> str:
        return f"{self.session}: {self.severity or 'taken back'}"

    def says(self) -> tuple[int | None, int | None, int | None, int | None]:
        """What two of them are compared by."""
        return self.severity, self.cause_id, self.told, self.minutes_to_correction
