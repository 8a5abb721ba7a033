"""Approving: who is asked allows goodwill or declines it, in words; what nobody answers goes to who is above."""

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
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Promise

from ..events import (
    GoodwillApproved,
    GoodwillClimbed,
    GoodwillDeclined,
    GoodwillStillAsked,
    GoodwillWithdrawn,
)
from .goodwill import Goodwill
from .goodwill_limit import GoodwillLimit
from .holding import ladder

if TYPE_CHECKING:
    from .case import Case
    from .goodwill_approval import GoodwillApproval


class NotYoursToAllow(Refused):
    """Only who is asked allows goodwill or declines it, once, and says why."""


class Approving(models.Model):
    """The ability of an approval to be given, declined and withdrawn."""

    class Meta:
        abstract = True

    @together
    def approve(self, *, words: str, by: Person, at: datetime | None = None) -> Goodwill:
        """It is granted at once, and the customer hears it. NotYoursToAllow, also where it is too much by now."""
        approval, case, at = self._answered("approved", words, by=by, at=at)
        approval._refuse_above_the_limit(by, at=at)
        allowed = {"case": case, "approval": approval, "holder": by, "asked_by": approval.asked_by}
        announce(GoodwillApproved(**allowed, owner=case.owner), by=by, at=at)
        money = {"kind": approval.kind, "amount": approval.amount, "currency": approval.currency}
        granted = Goodwill(case=case, **money, reason=approval.reason, approval=approval, by=approval.asked_by, at=at)
        granted._give()
        case.keep_promising(at=at)
        return granted

    @together
    def decline(self, *, words: str, by: Person, at: datetime | None = None) -> None:
        """Nothing is granted, and who asked hears why. NotYoursToAllow."""
        approval, case, at = self._answered("declined", words, by=by, at=at)
        declined = {"case": case, "approval": approval, "holder": by, "asked_by": approval.asked_by}
        announce(GoodwillDeclined(**declined), by=by, at=at)
        case.keep_promising(at=at)

    @together
    def withdraw(self, *, by: Person, at: datetime | None = None) -> None:
        """It is not needed any more. NotYoursToAllow for anybody but who asked, the owner or a lead."""
        approval, case, at = cast("GoodwillApproval", self), self._taken_up(), at or clock.now()
        may = by.pk in (approval.asked_by_id, case.owner_id) or by.has_role(Role.LEAD)
        if approval.ended_at is not None or not may:
            raise NotYoursToAllow(_("There is nothing of yours to withdraw."))
        approval._let_go(by=by, at=at)
        announce(GoodwillWithdrawn(case=case, approval=approval, holder=approval.holder), by=by, at=at)
        case.keep_promising(at=at)

    def _let_go(self, *, by: Person | None, at: datetime) -> None:
        """Nobody is asked any more; the case is locked."""
        approval = cast("GoodwillApproval", self)
        approval._release_promise(_("Not needed any more."), by=by, at=at)
        approval._end(approval.State.WITHDRAWN, at=at)

    def _taken_up(self) -> Case:
        return cast("Case", cast("GoodwillApproval", self)._take_up())

    def _answered(self, state: str, words: str, *, by: Person, at: datetime | None) -> tuple[Any, Case, datetime]:
        approval, case, at = cast("GoodwillApproval", self), self._taken_up(), at or clock.now()
        if approval.ended_at is not None or by.pk != approval.holder_id:
            raise NotYoursToAllow(_("Goodwill for {case} is not yours to allow.").format(case=case))
        if not words.strip():
            raise NotYoursToAllow(_("Say why."))
        approval.answer = words.strip()
        approval._keep_promise(by=by, at=at)
        approval._end(state, at=at)
        return approval, case, at

    def _refuse_above_the_limit(self, by: Person, *, at: datetime) -> None:
        """What others granted meanwhile counts, and so does who leads no more; at the top anything is allowed."""
        approval = cast("GoodwillApproval", self)
        standing = approval.case.granted_in(approval.currency) + approval.amount
        if GoodwillLimit.allows(by, standing, approval.currency) or by.pk == ladder(approval.case.owner, at)[-1].pk:
            return
        words = _(
            "It would be {sum} {currency} in all by now, more than you may allow: wait, and who is above is asked."
        )
        raise NotYoursToAllow(words.format(sum=standing, currency=approval.currency))

    def _end(self, state: str, *, at: datetime) -> None:
        approval = cast("GoodwillApproval", self)
        approval.state, approval.ended_at = state, at
        approval.save()
        approval._see_out(at=at)

    def _ask(self, holder: Person, *, level: int, at: datetime) -> None:
        """This person owes the answer from now on."""
        approval = cast("GoodwillApproval", self)
        case = approval.case
        approval._lie_with(holder, level=level, at=at)
        approval.promise = Promise.to_ourselves(
            subject=case, journey=case.journey, kind=Promised.DECISION, person=holder, due_at=approval.accept_by,
            what=_("Goodwill: {amount}").format(amount=approval), severity=case.severity, by=approval.asked_by, at=at,
            calendar_version=case.opening_hours(),
        )  # fmt: skip
        approval.save()

    def _who_may_allow(self, at: datetime) -> list[Person]:
        """Who is asked, one after the other: those above the owner whose limit it is within; at the top, anything."""
        approval = cast("GoodwillApproval", self)
        *others, top = ladder(approval.case.owner, at)
        standing = approval.case.granted_in(approval.currency) + approval.amount
        may = [each for each in others if GoodwillLimit.allows(each, standing, approval.currency)]
        return [each for each in (*may, top) if each.pk != approval.asked_by_id]

    def _climb(self, *, at: datetime) -> None:
        """Who stands above is asked; at the top, the same person again."""
        approval = cast("GoodwillApproval", self)
        case, before, rungs = approval.case, approval.holder, approval._who_may_allow(at)
        asked = [each.pk for each in rungs]
        rung = asked.index(before.pk) + 1 if before.pk in asked else 0
        above = rungs[min(rung, len(rungs) - 1)]
        approval._release_promise(_("Somebody else decides now."), by=None, at=at)
        approval._ask(above, level=approval.level + 1, at=at)
        if above.pk == before.pk:
            announce(GoodwillStillAsked(case=case, approval=approval, holder=above), by=None, at=at)
        else:
            climbed = GoodwillClimbed(case=case, approval=approval, before=before, holder=above)
            announce(climbed, by=None, at=at)
