"""Inquiry: that we asked a customer by mail by when they need it, and in which message."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import ExpectationAsked
from .matter import AboutAMatter, AboutAMatterQuerySet, about


class InquiryQuerySet(AboutAMatterQuerySet):
    """The words by which inquiries are found."""

    def told_in(self, journey: int) -> Self:
        """Those whose message stands on a journey: a question goes wherever its conversation goes."""
        return self.filter(message__thread__journey=journey)

    def standing(self) -> Self:
        """Those whose message was not taken back."""
        return self.filter(message__taken_back_at=None)


class Inquiry(AboutAMatter):
    """Which message of ours asked whom by when they need it, and in which words."""

    append_only: ClassVar[bool] = True

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        indexes = (models.Index(fields=["subject_label", "subject_id"], name="promises_inquiry_subject"),)

    def __str__(self) -> str:
        return self.sentence

    @classmethod
    @together
    def ask(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        message: Message,
        sentence: str,
        by: Person | None,
        at: datetime | None = None,
    ) -> Inquiry:
        """It stands in a message of ours, in these words."""
        inquiry = cls(
            **about(subject), journey=journey, contact=message.contact, message=message, sentence=sentence, asked_by=by,
            at=at or clock.now(),
        )  # fmt: skip
        inquiry.save()
        event = ExpectationAsked(inquiry=inquiry, journey=journey, matter=subject, contact=inquiry.contact)
        announce(event, by=by, at=at)
        return inquiry
