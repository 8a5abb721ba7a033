"""Cascade: one answer that goes to everybody whom an outage concerns, and what became of it for each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core.jobs import given_up
from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person

from .delivering import Delivering
from .one_by_one import attempt_alone


class CascadeKind(models.TextChoices):
    """What is answered."""

    UPDATE = "update", _("where things stand")
    SOLUTION = "solution", _("what solved it")


class CascadeQuerySet(Records):
    """The words by which cascades are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(parent__account__in=Account.objects.visible_to(person))


class Cascade(Record):
    """What was answered on a parent, by language, and by whom; with the promise that goes with it."""

    Kind = CascadeKind

    parent = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="cascades")
    kind = models.TextField(choices=CascadeKind.choices)
    words = models.JSONField()
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    severity_confirmed = models.PositiveSmallIntegerField(null=True, blank=True)
    next_update_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CascadeQuerySet.as_manager()
    personal = ("words",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind=CascadeKind.SOLUTION, next_update_at=None) | models.Q(kind=CascadeKind.UPDATE),
                name="cases_a_solution_promises_no_update",
            ),
        )

    def __str__(self) -> str:
        return f"{self.parent}, {self.at:%Y-%m-%d %H:%M}"

    def next_update_for(self, contact: Contact) -> datetime | None:
        """By when they hear again: not in their quiet hours, but at the end of these."""
        if self.next_update_at is None:
            return None
        return contact.in_peace_until(self.next_update_at) or self.next_update_at


class PartState(models.TextChoices):
    """What became of an answer for one of those whom it concerns."""

    WAITING = "waiting", _("is being written")
    WRITTEN = "written", _("written")
    LEFT = "left", _("not written")


class CascadePartQuerySet(Records):
    """The words by which the parts of cascades are found."""

    def visible_to(self, person: Any) -> Self:
        """Those about cases that this person sees."""
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def waiting(self) -> Self:
        """Those that nobody wrote yet."""
        return self.filter(state=PartState.WAITING)

    def give_up_all(self, *, at: datetime) -> int:
        """Leave each that is tried no more, with its reason; how many."""
        return sum(attempt_alone(each.give_up, at=at) for each in given_up(self.select_related("case")))


class CascadePart(Delivering, Record):
    """One case that an answer concerns: the mail that told it, or why there is none."""

    State = PartState

    cascade = models.ForeignKey(Cascade, on_delete=models.PROTECT, related_name="parts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="cascaded")
    state = models.TextField(choices=PartState.choices, default=PartState.WAITING)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")

    objects = CascadePartQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["cascade", "case"], name="cases_an_answer_reaches_a_case_once"),
            models.CheckConstraint(
                condition=models.Q(state=PartState.WAITING, message=None, reason="")
                | models.Q(state=PartState.WRITTEN, message__isnull=False, reason="")
                | (models.Q(state=PartState.LEFT, message=None) & ~models.Q(reason="")),
                name="cases_an_answer_was_written_or_left_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cascade} → {self.case}"
