"""Renegotiation: that a customer agreed to another promise, who wrote it down, and in which words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fiverings.conversations.models import Message, TheirWords
from fiverings.core.models import Record
from fiverings.people.models import Person

from .agreement import Agreement
from .kind import How
from .outcome import OfAPromise

LATE_WARNING = 0.8
"""Who asks for another time when more of it than this is over has warned late."""


class Renegotiation(Record):
    """A promise, the one in its place, and the customer's consent."""

    append_only: ClassVar[bool] = True

    promise = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="renegotiation")
    replacement = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="agreed")
    consent = models.TextField()
    how = models.TextField(choices=[(How.SPOKEN.value, How.SPOKEN.label), (How.WRITTEN.value, How.WRITTEN.label)])
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = OfAPromise.as_manager()
    personal = ("consent",)
    holds_their_words: ClassVar[bool] = True
    heard_with: ClassVar[tuple[str, ...]] = ("promise__to_contact", "by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(consent=""), name="promises_a_renegotiation_has_the_customers_consent"
            ),
            models.CheckConstraint(
                condition=~models.Q(promise=models.F("replacement")), name="promises_nothing_replaces_itself"
            ),
        )

    def __str__(self) -> str:
        return self.consent

    def in_their_words(self) -> TheirWords:
        """What they said to it, and to whom."""
        return Agreement.to_another(self).in_their_words()

    def warned_late(self) -> bool:
        """Whether the customer heard of it when most of the time was over."""
        promised = self.promise.due_at - self.promise.told_at
        return self.at - self.promise.told_at > LATE_WARNING * promised
