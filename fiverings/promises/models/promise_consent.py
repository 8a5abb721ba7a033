"""Consents: that a customer agreed to the time we had told them, though they had said that they expect it sooner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fiverings.conversations.models import TheirWords
from fiverings.core.models import Record
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .agreement import Agreement
from .expectation import Expectation
from .kind import How
from .outcome import OfAPromise


class PromiseConsent(Record):
    """Who agreed to which promise in spite of which expectation, how, and in which words."""

    append_only: ClassVar[bool] = True

    promise = models.ForeignKey("promises.Promise", on_delete=models.PROTECT, related_name="consents")
    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    how = models.TextField(choices=[(How.SPOKEN.value, How.SPOKEN.label), (How.WRITTEN.value, How.WRITTEN.label)])
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = OfAPromise.as_manager()
    personal = ("words",)
    holds_their_words: ClassVar[bool] = True
    heard_with: ClassVar[tuple[str, ...]] = ("contact", "by")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="promises_a_consent_has_their_words"),
            models.UniqueConstraint(fields=["promise", "expectation"], name="promises_consent_is_given_once"),
        )

    def __str__(self) -> str:
        return self.words

    def in_their_words(self) -> TheirWords:
        """What they said, and to whom."""
        return Agreement.since(self).in_their_words()
