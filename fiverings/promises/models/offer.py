"""Offer: a promise that is drawn up and not told yet."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from fiverings.conversations.models import Message
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .making import Making
from .matter import AboutAMatterQuerySet, about
from .telling import Telling
from .terms import Terms


class OfferQuerySet(AboutAMatterQuerySet):
    """The words by which offers are found."""

    def waiting(self) -> Self:
        """Those neither told nor taken back."""
        return self.filter(told_at=None, taken_back_at=None)

    def in_message(self, message: Message) -> Self:
        """Those that go with a message of ours."""
        return self.filter(message=message).order_by("id")

    def point_to(self, subject: models.Model) -> int:
        """Let them be about another record from now on; how many."""
        return self.update(**about(subject))

    def take_back(self, *, at: datetime) -> int:
        """None of these will be told; how many."""
        return self.waiting().update(taken_back_at=at)


class Offer(Making, Telling, Terms):
    """What we are about to promise a contact; it becomes a promise when it is told."""

    to_contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(told_at=None) | models.Q(taken_back_at=None),
                name="promises_an_offer_told_is_not_taken_back",
            ),
            models.CheckConstraint(
                condition=models.Q(comes=None) | models.Q(kind="visit"), name="promises_somebody_is_offered_for_a_visit"
            ),
        )
        indexes = (models.Index(fields=["subject_label", "subject_id"], name="promises_offer_subject"),)

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be told."""
        return self.told_at is None and self.taken_back_at is None
