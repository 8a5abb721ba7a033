"""Resolving: we propose that a need is met, and the customer says whether it is."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person


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
                fields=["case"], condition=models.Q(answer=Answer.OPEN), name="cases_one_resolution_is_proposed_at_a_time"
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


class Resolving(models.Model):
    """The ability of a case to have its solution proposed, confirmed and rejected."""

    class Meta:
        abstract = True
