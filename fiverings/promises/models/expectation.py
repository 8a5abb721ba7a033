"""Expectation: what a customer says they expect, and by when."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import ExpectationHeard
from .kind import How
from .matter import AboutAMatter, AboutAMatterQuerySet, about
from .wording import absolute


class NothingExpected(Refused):
    """Neither words, nor a time, nor that they cannot say."""


class ExpectationQuerySet(AboutAMatterQuerySet):
    """The words by which expectations are found."""

    def latest_first(self) -> Self:
        return self.order_by("-at", "-id")


class Expectation(AboutAMatter):
    """What they told us when we asked; the latest row counts, and none is changed."""

    append_only: ClassVar[bool] = True

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, default="")
    by_at = models.DateTimeField(null=True, blank=True)
    is_unknown = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    objects = ExpectationQuerySet.as_manager()
    personal = ("words",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_unknown=True, by_at=None)
                | models.Q(models.Q(by_at__isnull=False) | ~models.Q(words=""), is_unknown=False),
                name="promises_an_expectation_is_told_or_unknown",
            ),
        )
        indexes = (models.Index(fields=["subject_label", "subject_id", "-at"], name="promises_expectation_current"),)

    def __str__(self) -> str:
        if self.is_unknown:
            return (
                _("{words} (they cannot say by when)").format(words=self.words) if self.words else _("they cannot say")
            )
        if self.words or self.by_at is None:
            return self.words
        return absolute(self.by_at, self.contact.own_zone() if self.contact else "UTC", self.at)

    @classmethod
    @together
    def hear(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        contact: Contact | None,
        words: str = "",
        by_at: datetime | None = None,
        unknown: bool = False,
        message: Message | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Expectation:
        """Write down what a customer expects, or that they cannot say, and which message says so; NothingExpected."""
        words, by_at = words.strip(), None if unknown else by_at
        if not (words or by_at or unknown):
            raise NothingExpected(_("Write what they expect, by when, or that they cannot say."))
        expectation = cls(
            **about(subject), journey=journey, contact=contact, words=words, by_at=by_at, is_unknown=unknown,
            message=message, asked_by=by, at=at or clock.now(),
        )  # fmt: skip
        expectation.save()
        event = ExpectationHeard(expectation=expectation, journey=journey, matter=subject, contact=contact)
        announce(event, by=by or contact, at=at)
        return expectation

    @classmethod
    def current(cls, subject: models.Model) -> Expectation | None:
        """What they expect now."""
        return cls.objects.of(subject).latest_first().first()

    @property
    def is_settled(self) -> bool:
        """Whether a time is known by which they expect it, or that they cannot say one."""
        return self.is_unknown or self.by_at is not None

    @property
    def how(self) -> str:
        """How we heard it: in a message of theirs, or spoken."""
        return How.WRITTEN if self.message_id else How.SPOKEN

    def asks_by(self, at: datetime) -> datetime | None:
        """The moment that they still count on; what they hoped for and has passed is asked again."""
        return self.by_at if self.by_at is not None and self.by_at > at else None
