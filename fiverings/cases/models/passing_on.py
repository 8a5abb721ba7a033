"""Passing on: a case is offered to a colleague; what went there and came back both settle, before their leads."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Duty, Person, Role

from ..events import CaseCameBack

if TYPE_CHECKING:
    from .case import Case
    from .handing_off import Handoff
    from .helping import CollaborationRequest

WITHIN_DAYS = 1


class PassingOn(models.Model):
    """The ability of a case to go no more than there and back."""

    class Meta:
        abstract = True

    @together
    def pass_on(
        self, *, to: Person, note: str, next_step: str = "", why: str = "", by: Person, at: datetime | None = None
    ) -> Handoff | CollaborationRequest:
        """Offer it; what went to them and came back stays, and they are asked to help. CannotHandOff, CannotAsk."""
        case = cast("Case", self)._lock()
        if case.would_bounce(to):
            return case.settle_together(with_=to, what=note, by=by, at=at)
        return case.hand_off(to=to, note=note, next_step=next_step, why=why, by=by, at=at)

    @together
    def settle_together(
        self, *, with_: Person, what: str, by: Person, at: datetime | None = None
    ) -> CollaborationRequest:
        """The owner keeps it, the other joins within a day, and the leads of both hear that it went to and fro."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        due_at = case.working_days_after(at, WITHIN_DAYS)
        request: CollaborationRequest = case.ask(to=with_, what=what, needed_by=due_at, by=by, at=at)
        leads = _leads_of(case.owner, with_, at=at)
        announce(CaseCameBack(case=case, request=request, owner=case.owner, other=with_, leads=leads), by=by, at=at)
        return request

    def would_bounce(self, to: Person) -> bool:
        """Whether it would go from hand to hand a third time: what two cannot settle, they settle together.

        What is only looked after while somebody is away, and given back, does not count.
        """
        case = cast("Case", self)
        between = {(case.owner_id, to.pk), (to.pk, case.owner_id)}
        went = case.handoffs.filter(outcome="accepted", cover=None).values_list("giver", "receiver")
        return between <= set(went)


def _leads_of(*people: Person, at: datetime) -> list[Person]:
    """Who leads their teams, each once; the lead on duty where nobody does."""
    teams = {team.pk: team for team in (person.team() for person in people) if team}
    members = [each.person for team in teams.values() for each in team.memberships.current().select_related("person")]
    leads = {each.pk: each for each in members if each.is_active and each.has_role(Role.LEAD)}
    return list(leads.values()) or [Duty.lead(at)]
