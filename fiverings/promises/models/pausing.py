"""Pausing: our standard's clock stands still while a customer who knows it owes us an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Person

from ..events import PauseBegun, PauseEnded
from .matter import AboutAMatter, AboutAMatterQuerySet, about, hold, lock

DAYS_AT_MOST = 5
SEVEREST = 1


class MayNotPause(Refused):
    """Our clock runs on: it is too severe, paused already, or nobody asked the customer anything."""


class PauseQuerySet(AboutAMatterQuerySet):
    """The words by which pauses are found."""

    def lasting(self) -> Self:
        """Those not ended yet."""
        return self.filter(ended_at=None)

    def too_long(self, at: datetime) -> Self:
        """Those after which the owner must ask the customer again."""
        return self.lasting().filter(until_at__lte=at)


class Pause(AboutAMatter):
    """A wait for a customer who was asked something; promises told to them stand."""

    question = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject_label", "subject_id"],
                condition=models.Q(ended_at=None),
                name="promises_one_pause_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("begun_at"))
                & (models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("begun_at"))),
                name="promises_a_pause_ends_after_it_begins",
            ),
        )
        indexes = (models.Index(fields=["until_at"], condition=models.Q(ended_at=None), name="promises_pause_lasting"),)

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M} UTC"

    @classmethod
    @together
    def begin(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        question: Message,
        severity: int | None,
        calendar: BusinessCalendar | None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Pause:
        """We wait for an answer, five business days at most; MayNotPause."""
        at, columns = at or clock.now(), about(subject)
        hold(cls(**columns).subject)
        if severity == SEVEREST:
            raise MayNotPause(_("Severity 1 never waits for the customer."))
        if not question.is_ours or question.taken_back_at or question.visibility != Message.Visibility.CUSTOMER:
            raise MayNotPause(_("The customer has to know what we wait for: ask them first."))
        if cls.objects.of(subject).lasting().exists():
            raise MayNotPause(_("Our clock is paused already."))
        version = calendar.current if calendar else None
        until_at = version.working_time().days_after(at, DAYS_AT_MOST) if version else at + timedelta(days=DAYS_AT_MOST)
        pause = cls(**columns, journey=journey, question=question, begun_at=at, until_at=until_at)
        pause.save()
        announce(PauseBegun(pause=pause, journey=journey, matter=subject, question=question), by=by, at=at)
        return pause

    @together
    def end(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """They answered, or we asked again: our clock runs. Nothing when it runs already."""
        matter, at = lock(self.subject), at or clock.now()
        if type(self).objects.lasting().filter(pk=self.pk).update(ended_at=at):
            self.ended_at = at
            announce(PauseEnded(pause=self, journey=self.journey, matter=matter or self.matter()), by=by, at=at)
