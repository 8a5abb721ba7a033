"""Escalating: authority or urgency is asked for, of a named holder, by the clock."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.customers.models import Account
from fiverings.people.models import Person
from fiverings.promises.models import Promise


class EscalationKind(models.TextChoices):
    """What is asked for."""

    FUNCTIONAL = "functional", _("somebody who knows how")
    HIERARCHICAL = "hierarchical", _("somebody who may decide")


class EscalationState(models.TextChoices):
    """Where an escalation stands."""

    RAISED = "raised", _("raised")
    HELD = "held", _("held")
    DECIDED = "decided", _("decided")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class EscalationQuerySet(Records):
    """The words by which escalations are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees its escalations, and so does whoever holds one."""
        return self.filter(models.Q(case__account__in=Account.objects.visible_to(person)) | models.Q(holder=person))


class Escalation(Record):
    """A request for authority or urgency; it climbs when nobody takes it, to the executive on duty at last."""

    Kind = EscalationKind
    State = EscalationState

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="escalations")
    kind = models.TextField(choices=EscalationKind.choices)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.TextField(blank=True, default="")
    reason = models.TextField()
    needed = models.TextField(blank=True, default="")
    raised_at = models.DateTimeField()

    state = models.TextField(choices=EscalationState.choices, default=EscalationState.RAISED)
    level = models.PositiveSmallIntegerField(default=1)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", related_query_name="holding_escalation"
    )
    accept_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    resolve_by = models.DateTimeField(null=True, blank=True)
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    overran = models.PositiveSmallIntegerField(default=0)
    decision = models.TextField(blank=True, default="")
    authority = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EscalationQuerySet.as_manager()
    personal = ("reason", "needed", "decision", "authority")

    class Meta:
        indexes = (
            models.Index(
                fields=["accept_by"], condition=models.Q(state=EscalationState.RAISED), name="cases_escalation_raised"
            ),
            models.Index(
                fields=["resolve_by"], condition=models.Q(state=EscalationState.HELD), name="cases_escalation_held"
            ),
            models.Index(fields=["holder"], condition=models.Q(ended_at=None), name="cases_escalation_holder"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="cases_a_case_is_escalated_once_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(level__range=(1, 3)), name="cases_escalations_have_three_levels"),
            models.CheckConstraint(
                condition=models.Q(state=EscalationState.RAISED, resolve_by=None)
                | models.Q(state=EscalationState.HELD, accepted_at__isnull=False, resolve_by__isnull=False)
                | models.Q(state__in=[EscalationState.DECIDED, EscalationState.CLOSED, EscalationState.WITHDRAWN]),
                name="cases_what_is_held_is_decided_by_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[EscalationState.RAISED, EscalationState.HELD, EscalationState.DECIDED], ended_at=None
                )
                | models.Q(state__in=[EscalationState.CLOSED, EscalationState.WITHDRAWN], ended_at__isnull=False),
                name="cases_an_escalation_ends_when_it_ended",
            ),
        )

    def __str__(self) -> str:
        return self.reason


class Escalating(models.Model):
    """The ability of a case to be escalated."""

    class Meta:
        abstract = True
