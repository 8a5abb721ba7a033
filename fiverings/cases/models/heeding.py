"""Heeding: on every entry about it a case asks the guide whether it is to be escalated; and by the clock."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.causes import causing
from fiverings.core.events import Event
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Duty, Person

from ..events import EscalationProposed
from .escalating import Escalation, EscalationKind
from .escalation_guide import EscalationGuide
from .escalation_rule import EscalationRule
from .holding import Rungs, ladder
from .proposal import EscalationProposal
from .situation import Past, Situation

if TYPE_CHECKING:
    from .case import Case

log = logging.getLogger(__name__)


class Heeding(models.Model):
    """The ability of a case to be escalated by the rules of the guide."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def heed(cls, events: Sequence[Event]) -> None:
        """Things happened: the rules that each can make true are asked, about the case that it happened to."""
        guide = EscalationGuide.current()
        turning = [(each, [rule for rule in guide.rules if each.kind in rule.turned_by]) for each in events]
        heard = [(event, case, rules) for event, rules in turning if rules and (case := cls._of(event))]
        heard.sort(key=lambda each: each[1].pk)  # whoever else locks several cases does so in this order
        models.prefetch_related_objects([case for _event, case, _rules in heard], "owner")
        past, rungs = Past([case for _event, case, _rules in heard]), cache(ladder)
        for event, case, rules in heard:
            with causing(event.entry):
                about = str(getattr(event, "promise", None) or "")
                case.follow_guide(guide, rules, at=event.entry.at, about=about, past=past, rungs=rungs)

    @classmethod
    def _of(cls, event: Event) -> Case | None:
        """The case that it happened to, if any."""
        matter = getattr(event, "case", None) or getattr(event, "matter", None)
        return cast("Case", matter) if isinstance(matter, cls) else None

    @classmethod
    def heed_the_clock(cls, *, at: datetime) -> None:
        """Time has passed: a rule that counts how long a case is open speaks once about each."""
        guide = EscalationGuide.current()
        for rule in filter(lambda each: each.is_by_the_clock, guide.rules):
            cases = list(_open_for(rule, at=at))
            past = Past(cases)
            for case in cases:
                try:
                    case.follow_guide(guide, [rule], at=at, past=past)
                except Exception:
                    log.exception("The guide could not be followed for %s", case)

    @together
    def follow_guide(
        self,
        guide: EscalationGuide,
        rules: Iterable[EscalationRule],
        *,
        at: datetime,
        about: str = "",
        past: Past | None = None,
        rungs: Rungs = ladder,
    ) -> None:
        """Escalate by the first rule that holds and does so by itself; propose what the others before it say."""
        case = cast("Case", self)
        situation = Situation(case, at=at, past=past)
        for rule in rules:
            if rule.holds(situation):
                reason = f"{rule.reason.rstrip('.')}: {about}" if about else rule.reason
                if rule.raises:
                    case.escalate_by_rule(rule.code, reason=reason, guide=guide, rungs=rungs, at=at)
                    return
                case.propose_escalation(rule, guide=guide, at=at)

    @together
    def escalate_by_rule(
        self,
        rule: str,
        *,
        reason: str,
        guide: EscalationGuide | None = None,
        rungs: Rungs = ladder,
        at: datetime | None = None,
    ) -> Escalation | None:
        """A rule asks for it; nothing when the case is closed, or escalated already."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if case.is_closed or case.escalation():
            return None
        guide = guide or EscalationGuide.current()
        said = guide.rule(rule)
        escalation = Escalation(case=case, rule=rule, guide=guide if said else None, reason=reason, raised_at=at)
        escalation.kind = said.kind if said else EscalationKind.HIERARCHICAL
        return case._raise(escalation, rungs=rungs, by=None, at=at)

    @together
    def propose_escalation(
        self, rule: EscalationRule, *, guide: EscalationGuide, at: datetime | None = None
    ) -> EscalationProposal | None:
        """A rule proposes it to the owner; nothing when the case is closed, escalated, or waits for this answer."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if case.is_closed or case.escalation() or case.proposals.unanswered().filter(rule=rule.code).exists():
            return None
        proposal = EscalationProposal(case=case, guide=guide, rule=rule.code, at=at)
        proposal.save()
        event = EscalationProposed(
            case=case, proposal=proposal, owner=case.owner, lead=Duty.lead(at), rule=rule.code, version=guide.number
        )
        announce(event, by=None, at=at)
        return proposal

    def settle_proposals(self, answer: str, *, by: Person | None, at: datetime) -> None:
        """Nobody need say any more whether it is escalated; the case is locked already."""
        standing = cast("Case", self).proposals.unanswered()
        standing.update(answer=answer, answered_by=by, answered_at=at)


def _open_for(rule: EscalationRule, *, at: datetime) -> models.QuerySet[Any]:
    """Open cases that may be old enough, and about which this rule has not spoken yet."""
    cases = EscalationProposal._meta.get_field("case").related_model._default_manager
    old = cases.filter(ended_at=None, opened_at__lte=at - timedelta(minutes=rule.when["open_minutes"]))
    spoken = old.exclude(escalations__rule=rule.code).exclude(proposals__rule=rule.code)
    return spoken.select_related("account__calendar__current", "owner")
