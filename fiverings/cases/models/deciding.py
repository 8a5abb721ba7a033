"""Deciding: who holds an escalation takes it, decides by a time, and the owner says whether it met the need."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role
from fiverings.promises.models import Guarantee, Promise
from fiverings.promises.models import Kind as Promised

from ..events import (
    EscalationAccepted,
    EscalationClimbed,
    EscalationClosed,
    EscalationDecided,
    EscalationOverran,
    EscalationStillWaits,
    EscalationWithdrawn,
)
from .holding import ladder

if TYPE_CHECKING:
    from .case import Case
    from .escalating import Escalation

TOP = 3


class NotYours(Refused):
    """Only its holder takes an escalation and decides, only the owner confirms, only who raised it withdraws."""


class NotDecided(Refused):
    """A decision has words, and says on what authority."""


class Deciding(models.Model):
    """The ability of an escalation to be taken, decided, confirmed and withdrawn."""

    class Meta:
        abstract = True

    @together
    def accept(self, *, by: Person, at: datetime | None = None) -> None:
        """Decide this by our standard; the customer hears who does. NotYours."""
        escalation, case, at = self._taken_up(at)
        if escalation.state != escalation.State.RAISED or by.pk != escalation.holder_id or not by.stays():
            raise NotYours(_("The escalation of {case} is not yours to accept.").format(case=case))
        escalation.state, escalation.accepted_at = escalation.State.HELD, at
        escalation.promise = escalation._promise_to_decide(case, at)
        escalation.resolve_by = escalation.promise.due_at
        escalation.save()
        escalation._see_out(at=at)
        escalation._let_in(at=at)
        announce(EscalationAccepted(case=case, escalation=escalation, holder=by, owner=case.owner), by=by, at=at)
        case.introduce(lambda: _told(by, case), auto="escalation", at=at)

    @together
    def decide(self, *, words: str, authority: str, by: Person, at: datetime | None = None) -> None:
        """What is to be done, and on what authority; the owner does it. NotYours, NotDecided."""
        escalation, case, at = self._taken_up(at)
        if escalation.state != escalation.State.HELD or by.pk != escalation.holder_id:
            raise NotYours(_("The escalation of {case} is not yours to decide.").format(case=case))
        if not words.strip() or not authority.strip():
            raise NotDecided(_("Say what you decide, and on what authority."))
        escalation.decision, escalation.authority = words.strip(), authority.strip()
        escalation.state, escalation.decided_at = escalation.State.DECIDED, at
        escalation._keep_promise(by=by, at=at)
        escalation.save()
        announce(EscalationDecided(case=case, escalation=escalation, holder=by, owner=case.owner), by=by, at=at)
        case.keep_promising(at=at)

    @together
    def confirm(self, *, by: Person, at: datetime | None = None) -> None:
        """The owner has what was needed. NotYours."""
        escalation, case, at = self._taken_up(at)
        if escalation.state != escalation.State.DECIDED or by.pk != case.owner_id:
            raise NotYours(_("{owner} says when a decision met the need.").format(owner=case.owner))
        escalation._end(escalation.State.CLOSED, words="", by=by, at=at)
        announce(EscalationClosed(case=case, escalation=escalation, holder=escalation.holder), by=by, at=at)

    @together
    def withdraw(self, *, reason: str, by: Person, at: datetime | None = None) -> None:
        """It is not needed after all, and somebody says why. NotYours, NotDecided."""
        escalation, case, at = self._taken_up(at)
        raisers = (escalation.raised_by_id or case.owner_id, case.owner_id)
        if escalation.ended_at is not None or not (by.pk in raisers or by.has_role(Role.LEAD)):
            raise NotYours(_("Who raised it withdraws it, or who owns {case}.").format(case=case))
        if not reason.strip():
            raise NotDecided(_("Say why it is not needed."))
        case.journey.note(reason, by=by, at=at)
        escalation._end(escalation.State.WITHDRAWN, words=reason, by=by, at=at)
        announce(EscalationWithdrawn(case=case, escalation=escalation, holder=escalation.holder), by=by, at=at)
        case.keep_promising(at=at)

    def by_rule(self) -> str:
        """The name of the rule that raised it, as it was called then."""
        me = cast("Escalation", self)
        said = me.guide.rule(me.rule) if me.guide else None
        return said.name if said else me.rule

    def precedents(self, person: Person) -> list[Escalation]:
        """What was decided about like cases, as far as somebody may see them."""
        me = cast("Escalation", self)
        return type(me).objects.precedents(person, me.case, rule=me.rule, kind=me.kind, but=me.pk)

    def _taken_up(self, at: datetime | None) -> tuple[Any, Case, datetime]:
        escalation: Any = self
        return escalation, escalation._take_up(), at or clock.now()

    def _promise_to_decide(self, case: Case, at: datetime) -> Promise:
        """The holder owes a decision by our own standard."""
        escalation, calendar = cast("Escalation", self), case.calendar()
        version = calendar.current if calendar else None
        standard = cast(Guarantee, Guarantee.standard(Promised.DECISION, case.severity, at=at))
        due_at = standard.due(at, version.working_time() if version else None)
        return Promise.to_ourselves(
            subject=case, journey=case.journey, kind=Promised.DECISION, person=escalation.holder, due_at=due_at,
            what=escalation.needed, severity=case.severity, by=escalation.holder, at=at,
            guarantee=standard, guarantee_due_at=due_at, calendar_version=version,
        )  # fmt: skip

    def _end(self, state: str, *, words: str, by: Person | None, at: datetime) -> None:
        escalation: Any = self
        escalation.state, escalation.ended_at = state, at
        escalation.save()
        escalation._see_out(at=at)
        if words:
            escalation._release_promise(words, by=by, at=at)

    def _climb(self, *, at: datetime) -> None:
        """Who stands above is asked; at the top it stays with the executive on duty, who is asked again."""
        escalation: Any = self
        before, late = escalation.holder, escalation.resolve_by is not None and escalation.resolve_by < at
        rungs, level = ladder(escalation.case.owner, at), min(escalation.level + 1, TOP)
        asked = [each.pk for each in rungs]
        rung = asked.index(before.pk) + 1 if before.pk in asked else 0
        above = rungs[-1] if level == TOP else rungs[min(rung, len(rungs) - 1)]
        escalation._release_promise(_("Somebody else decides now."), by=None, at=at)
        escalation.state, escalation.resolve_by = escalation.State.RAISED, None
        escalation.overran += late
        escalation._lie_with(above, level=level, at=at)
        escalation.save()
        escalation.case.keep_promising(at=at)
        held = {"case": escalation.case, "escalation": escalation, "holder": above}
        if late:
            announce(EscalationOverran(**held, before=before), by=None, at=at)
        elif above.pk == before.pk:
            announce(EscalationStillWaits(**held), by=None, at=at)
        else:
            announce(EscalationClimbed(**held, before=before, level=level), by=None, at=at)


def _told(holder: Person, case: Case) -> str:
    """What the customer reads: who decides, and whose case it stays."""
    return _(
        "{holder} now looks at {case} personally, and decides what is to be done. {owner} stays responsible"
        " and keeps you informed."
    ).format(holder=holder.name, owner=case.owner.name, case=case)
