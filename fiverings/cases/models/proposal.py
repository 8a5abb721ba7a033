"""Proposal: a rule of the guide says that a case should be escalated, and one of us says whether."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Person, Role

from ..events import EscalationProposalDeclined
from .deciding import NotYours
from .escalating import CannotEscalate, Escalation
from .escalation_guide import EscalationGuide
from .escalation_rule import EscalationRule


class ProposalAnswer(models.TextChoices):
    """What became of a proposal."""

    OPEN = "", gettext_lazy("proposed")
    ESCALATED = "escalated", gettext_lazy("escalated")
    DECLINED = "declined", gettext_lazy("declined")
    ENDED = "ended", gettext_lazy("the case ended")


class ProposalQuerySet(Records):
    """The words by which proposals are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def unanswered(self) -> Self:
        return self.filter(answer=ProposalAnswer.OPEN)

    def with_everybody(self) -> Self:
        """Each with its case, its people and the guide, in the same query."""
        return self.select_related("case__account", "case__contact", "case__owner", "guide")


class EscalationProposal(Record):
    """That a rule spoke which does not escalate by itself, and what became of it."""

    Answer = ProposalAnswer

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="proposals")
    guide = models.ForeignKey(EscalationGuide, on_delete=models.PROTECT, related_name="+")
    rule = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(choices=ProposalAnswer.choices, default=ProposalAnswer.OPEN, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "rule"], condition=models.Q(answer=""), name="cases_a_rule_proposes_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="cases_a_proposal_is_answered_when_it_was",
            ),
        )
        indexes = (models.Index(fields=["at", "id"], condition=models.Q(answer=""), name="cases_proposal_open"),)

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> EscalationRule:
        """The rule as it stood when it spoke."""
        rule = self.guide.rule(self.rule)
        assert rule is not None, "a proposal names a rule of its guide"
        return rule

    @property
    def name(self) -> str:
        return self.said.name

    @property
    def reason(self) -> str:
        return self.said.reason

    @together
    def take(self, *, by: Person, at: datetime | None = None) -> Escalation:
        """Escalate, as the rule proposes. CannotEscalate."""
        case = self._standing()
        said = self.said
        return case.escalate(  # type: ignore[no-any-return]
            kind=said.kind, reason=said.reason, rule=self.rule, guide=self.guide, by=by, at=at
        )

    @together
    def decline(self, *, by: Person, at: datetime | None = None) -> None:
        """It need not be escalated; the next time that the rule speaks it proposes again. NotYours, CannotEscalate."""
        case, at = self._standing(), at or clock.now()
        if by.pk != case.owner_id and not by.has_role(Role.LEAD):
            raise NotYours(_("{owner} says whether {case} is escalated.").format(owner=case.owner, case=case))
        self.answer, self.answered_by, self.answered_at = ProposalAnswer.DECLINED, by, at
        self.save()
        announce(EscalationProposalDeclined(case=case, proposal=self, owner=case.owner, rule=self.rule), by=by, at=at)

    def _standing(self) -> Any:
        """Its case, locked; CannotEscalate when somebody has answered it."""
        case = self.case._lock()
        self.refresh_from_db(fields=["answer"])
        if self.answer:
            raise CannotEscalate(_("Somebody has answered this proposal already."))
        return case
