"""Granting: goodwill on a case, at once within what somebody may grant unaided, else once one person allows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role

from ..events import GoodwillAsked
from .goodwill import Goodwill
from .goodwill_approval import GoodwillApproval
from .goodwill_limit import GoodwillLimit

if TYPE_CHECKING:
    from .case import Case

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
PRESSED_TWICE_WITHIN = timedelta(minutes=2)


class CannotGrant(Refused):
    """Goodwill is granted on an open case, is an amount of money, somebody says why, and nobody pressed twice."""


class Granting(models.Model):
    """The ability of a case to have goodwill granted on it."""

    class Meta:
        abstract = True

    @together
    def grant_goodwill(
        self, *, kind: str, amount: Decimal, currency: str, reason: str, by: Person, at: datetime | None = None
    ) -> Goodwill | GoodwillApproval:
        """Granted at once within what is left to whoever grants; else one person is asked to allow it. CannotGrant.

        The customer reads the reason, in a mail of the same moment.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_to_grant(amount, reason)
        amount = amount.quantize(CENT)
        given = {"case": case, "kind": kind, "amount": amount, "currency": currency, "reason": reason.strip()}
        if Goodwill.objects.standing().filter(**given, by=by, at__gt=at - PRESSED_TWICE_WITHIN).exists():
            raise CannotGrant(_("You granted just this a moment ago: the customer was told."))
        standing = case.granted_in(currency) + amount
        if GoodwillLimit.allows(by, standing, currency):
            limit = None if by.has_role(Role.EXECUTIVE) else GoodwillLimit.of(by, currency)
            return Goodwill(**given, limit=limit, by=by, at=at)._give()
        return case._ask_to_grant(GoodwillApproval(**given, asked_by=by, asked_at=at), at=at)

    def _refuse_to_grant(self, amount: Decimal, reason: str) -> None:
        case = cast("Case", self)
        if case.is_closed:
            raise CannotGrant(_("{case} is closed. Reopen it first.").format(case=case))
        if amount < CENT or amount != amount.quantize(CENT):
            raise CannotGrant(_("Say how much, with two decimals at most."))
        if not reason.strip():
            raise CannotGrant(_("Say why, as the customer will read it."))

    def _ask_to_grant(self, approval: GoodwillApproval, *, at: datetime) -> GoodwillApproval:
        """One person owes the answer from now on; the case is locked."""
        case = cast("Case", self)
        if asked := case.asked_to_grant():
            raise CannotGrant(_("{holder} is asked about {amount} already.").format(holder=asked.holder, amount=asked))
        rungs = approval._who_may_allow(at)
        if not rungs:
            raise CannotGrant(_("Nobody else is there to allow it."))
        approval._ask(rungs[0], level=1, at=at)
        event = GoodwillAsked(case=case, approval=approval, asked_by=approval.asked_by, holder=approval.holder)
        announce(event, by=approval.asked_by, at=at)
        return approval

    def granted_in(self, currency: str) -> Decimal:
        """How much stands on it in this currency."""
        return Goodwill.objects.on(cast("Case", self)).sums().get(currency, NOTHING)

    def asked_to_grant(self) -> GoodwillApproval | None:
        """The approval that nobody has answered yet."""
        return cast("Case", self).approvals.unended().with_everybody().first()

    def left_to_grant(self, person: Person) -> list[GoodwillLimit]:
        """What this person may still grant unaided here: their limits, each with what is `left` of it."""
        sums, best = Goodwill.objects.on(cast("Case", self)).sums(), dict[str, GoodwillLimit]()
        for each in GoodwillLimit.objects.current(role__in=person.roles):
            if each.currency not in best or each.amount > best[each.currency].amount:
                best[each.currency] = each
                each.left = max(NOTHING, each.amount - sums.get(each.currency, NOTHING))
        return list(best.values())

    def settle_approvals(self, *, at: datetime) -> None:
        """Nobody need allow anything any more; the case is locked already."""
        for approval in cast("Case", self).approvals.unended():
            approval._let_go(by=None, at=at)
