"""Transferring: some of what was noted and telephoned was about another need, and lies where that is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fiverings.core.models import Record
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.together import together

from .belonging import OfAJourney
from .calling import Call
from .journey import Journey
from .noting import Note


class TransferQuerySet(OfAJourney):
    """The words by which transfers are found."""

    to_account = "before__account"

    def undo_all(self, *, at: datetime) -> None:
        """What still lies where these brought it goes back."""
        for each in self.select_related("before", "journey").order_by("-id"):
            each.undo(at=at)


class Transfer(Record):
    """That notes and calls were taken to another journey of the same customer, and which."""

    before = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="transfers")
    notes = ArrayField(models.BigIntegerField())
    calls = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = TransferQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.before} → {self.journey}"

    @classmethod
    @together
    def take(
        cls, notes: Iterable[Note], calls: Iterable[Call], *, before: Journey, to: Journey, at: datetime
    ) -> Self | None:
        """Take these from one journey to another; the act that needs it announces itself. None where it is nothing."""
        named = {"notes": [each.pk for each in notes], "calls": [each.pk for each in calls]}
        if not any(named.values()):
            return None
        transfer = cls(before=before, journey=to, at=at, **named)
        transfer.save()
        Note.objects.filter(pk__in=transfer.notes, journey=before).update(journey=to)
        Call.objects.filter(pk__in=transfer.calls, journey=before).update(journey=to)
        return transfer

    def undo(self, *, at: datetime) -> Transfer | None:
        """What still lies where this brought it goes back to where it was."""
        notes = Note.objects.filter(pk__in=self.notes, journey=self.journey)
        calls = Call.objects.filter(pk__in=self.calls, journey=self.journey)
        return Transfer.take(notes, calls, before=self.journey, to=self.before, at=at)
