"""Escalating: authority or urgency is asked for, of a named holder, by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Account
from fiverings.people.models import Person
from fiverings.promises.models import Promise

from ..events import CaseEscalated
from .climbing import Climbing
from .deciding import Deciding
from .escalation_guide import EscalationGuide
from .holding import Holding, Rungs, ladder
from .precedents import PrecedentWords

if TYPE_CHECKING:
    from .case import Case


class CannotEscalate(Refused):
    """An open case is escalated once at a time, and somebody says why."""


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


class EscalationQuerySet(PrecedentWords):
    """The words by which escalations are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees its escalations, and so does whoever holds one."""
        held = models.Q(holder=person, ended_at=None)
        return self.filter(models.Q(case__account__in=Account.objects.visible_to(person)) | held)

    def overdue(self, at: datetime) -> Self:
        """Those that nobody took in time, or decided in time, or whose holder has left; the longest first."""
        untaken = models.Q(state=EscalationState.RAISED, accept_by__lte=at)
        undecided = models.Q(state=EscalationState.HELD, resolve_by__lt=at)
        left = models.Q(state__in=(EscalationState.RAISED, EscalationState.HELD), holder__is_active=False)
        return self.filter(untaken | undecided | left).order_by("accept_by", "id")

    def with_everybody(self) -> Self:
        """Each with its case and people, in the same query."""
        return self.select_related("case__account", "case__contact", "case__owner", "raised_by", "holder", "guide")


class Escalation(Deciding, Climbing, Holding, Record):
    """A request for authority or urgency; it climbs when nobody takes it, to the executive on duty at last."""

    Kind = EscalationKind
    State = EscalationState

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="escalations")
    kind = models.TextField(choices=EscalationKind.choices)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.TextField(blank=True, default="")
    guide = models.ForeignKey(EscalationGuide, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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

    def is_overdue(self, at: datetime) -> bool:
        """Whether its time has passed, to be taken or to be decided; or nobody is left who could."""
        match self.state:
            case EscalationState.RAISED:
                return self.accept_by <= at or not self.holder.is_active
            case EscalationState.HELD:
                return (self.resolve_by is not None and self.resolve_by < at) or not self.holder.is_active
        return False


class Escalating(models.Model):
    """The ability of a case to be escalated."""

    class Meta:
        abstract = True

    @together
    def escalate(
        self,
        *,
        kind: str,
        reason: str,
        needed: str = "",
        rule: str = "",
        guide: EscalationGuide | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Escalation:
        """Ask somebody who may decide, or who knows how; a named person holds it from now on. CannotEscalate."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if case.is_closed:
            raise CannotEscalate(_("{case} is closed. Reopen it first.").format(case=case))
        if case.escalation():
            raise CannotEscalate(_("{case} is escalated already.").format(case=case))
        if not reason.strip():
            raise CannotEscalate(_("Say why."))
        words = {"reason": reason.strip(), "needed": needed.strip()}
        escalation = Escalation(case=case, kind=kind, raised_by=by, rule=rule, guide=guide, raised_at=at, **words)
        return case._raise(escalation, by=by, at=at)

    def _raise(self, escalation: Escalation, *, rungs: Rungs = ladder, by: Person | None, at: datetime) -> Escalation:
        """It lies with the first of those to turn to; the case is locked, and not escalated yet."""
        case, rule = cast("Case", self), escalation.rule
        escalation._lie_with(rungs(case.owner, at)[0], level=1, at=at)
        escalation.save()
        case.settle_proposals("escalated", by=by, at=at)
        event = CaseEscalated(case=case, escalation=escalation, holder=escalation.holder, owner=case.owner, rule=rule)
        announce(event, by=by, at=at)
        return escalation

    def escalation(self) -> Escalation | None:
        """The one that has not ended."""
        return cast("Escalation | None", _unended.first(self.pk))

    def settle_escalations(self, *, at: datetime) -> None:
        """Nobody need decide any more; the case is locked already."""
        cast("Case", self).settle_proposals("ended", by=None, at=at)
        for escalation in cast("Case", self).escalations.unended():
            escalation._end(EscalationState.WITHDRAWN, words=str(_("The case ended.")), by=None, at=at)


_unended = Written(lambda case: Escalation.objects.filter(case=case).unended().with_everybody())
