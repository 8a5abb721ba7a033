"""Resolution: what we did about a need, proposed to the customer, and what they said to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person

from .one_by_one import attempt_alone

DAYS_SILENT = timedelta(days=3)


class Answer(models.TextChoices):
    """What became of a proposal."""

    OPEN = "", _("not answered yet")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("not met yet")
    SILENT = "silent", _("not answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ResolutionQuerySet(Records):
    """The words by which resolutions are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def unanswered(self) -> Self:
        return self.filter(answer=Answer.OPEN)

    def asked_before(self, at: datetime) -> Self:
        """Those asked too long ago to be still unanswered by chance, the longest first."""
        return self.unanswered().filter(proposed_at__lte=at - DAYS_SILENT).order_by("proposed_at", "id")

    def take_silence_of_all(self, *, at: datetime) -> int:
        """Take silence for an answer where it lasted; one that fails holds back no other. How many did."""
        waiting = self.select_related("case__account__calendar__current", "case__owner", "message__contact__account")
        return sum(attempt_alone(each.case.take_silence, at=at) for each in waiting)


class Resolution(Record):
    """What we did and found, proposed to the customer, and what they said to it."""

    Answer = Answer

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="resolutions")
    solution = models.TextField()
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    known_answer = models.TextField(_("which known answer helped"), blank=True, default="")
    severity_confirmed = models.PositiveSmallIntegerField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()

    answer = models.TextField(choices=Answer.choices, default=Answer.OPEN, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, default="")

    objects = ResolutionQuerySet.as_manager()
    personal = ("solution", "known_answer", "words")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(answer=Answer.OPEN),
                name="cases_one_resolution_is_proposed_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(severity_confirmed=None) | models.Q(severity_confirmed__range=(1, 3)),
                name="cases_confirmed_severity_is_one_two_or_three",
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.OPEN, answered_at=None)
                | (~models.Q(answer=Answer.OPEN) & models.Q(answered_at__isnull=False)),
                name="cases_an_answer_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return self.solution

    @property
    def is_open(self) -> bool:
        """Whether the customer is still asked."""
        return bool(self.answer == Answer.OPEN)

    @property
    def is_told(self) -> bool:
        """Whether the question has left the house; whom no mail reaches is asked by telephone."""
        return self.message is None or self.message.told_at is not None

    @property
    def asked(self) -> Contact | None:
        """Who is asked whether it works."""
        contact = self.message.contact if self.message else self.case.contact
        return contact.survivor if contact else None
