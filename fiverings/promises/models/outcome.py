"""Outcome: what became of a promise, once and for all."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core.models import Record
from fiverings.core.references import Reference
from fiverings.people.models import Person


class Ending(models.TextChoices):
    """The ways in which a promise ends."""

    KEPT = "kept", _("kept")
    BROKEN = "broken", _("broken")
    REPLACED = "replaced", _("changed with consent")
    RELEASED = "released", _("released")


class OfAPromise(OfAJourney):
    """The words of what stands beside a promise."""

    to_account: ClassVar[str] = "promise__journey__account"


class Evidenced(Record):
    """What cites a record as its evidence."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    evidence_label = models.TextField(blank=True, default="")
    evidence_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def evidence(self) -> Reference | None:
        return Reference(self.evidence_label, self.evidence_id) if self.evidence_id is not None else None


class Outcome(Evidenced):
    """How a promise ended; a promise has one, and it is never changed."""

    Ending = Ending
    append_only: ClassVar[bool] = True

    promise = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="outcome")
    kind = models.TextField(choices=Ending.choices)
    words = models.TextField(blank=True, default="")

    objects = OfAPromise.as_manager()
    personal = ("words",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=Ending.values), name="promises_an_outcome_is_one_of_four"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=Ending.RELEASED, words=""), name="promises_a_release_says_why"
            ),
        )
        indexes = (models.Index(fields=["kind", "-at"], name="promises_outcome_kind"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def lag(self) -> timedelta:
        """How long after its time a broken promise was seen to be broken."""
        return self.at - self.promise.due_at


class LateFulfilment(Evidenced):
    """That what a broken promise said was done after all; the breach stands."""

    append_only: ClassVar[bool] = True

    promise = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="late_fulfilment")

    objects = OfAPromise.as_manager()

    def __str__(self) -> str:
        return str(self.promise)

    def lateness(self) -> timedelta:
        """How long they waited after the time we had told them."""
        return self.at - self.promise.due_at
