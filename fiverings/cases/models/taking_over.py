"""Taking over: a lead makes a case their own, and says why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role

from ..events import CaseTakenOver

if TYPE_CHECKING:
    from .case import Case


class CannotTakeOver(Refused):
    """Only a lead who is an advocate takes over what somebody else owns, and says why."""


class Takeover(Record):
    """One case went to another owner without being handed off, and why."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="takeovers")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    personal = ("reason",)

    def __str__(self) -> str:
        return self.reason


class TakingOver(models.Model):
    """The ability of a case to be taken over."""

    class Meta:
        abstract = True

    @together
    def take_over(self, *, reason: str, by: Person, at: datetime | None = None) -> Takeover:
        """Own this case from now on, of which the customer hears; the reason stays with us.

        CannotTakeOver for anybody but a lead who may see it, without a reason, or when it is closed.
        """
        case = cast("Case", self)._lock()
        if not by.is_active or not by.has_role(Role.LEAD):
            raise CannotTakeOver(_("Only a lead takes a case over; others are handed it."))
        if case.owner_id == by.pk or case.is_closed:
            raise CannotTakeOver(_("There is nothing to take over."))
        if not case.may_be_owned_by(by):
            raise CannotTakeOver(_("Only a customer advocate owns {case}.").format(case=case))
        if not case._is_visible_to(by):
            raise CannotTakeOver(_("You may not see the account of {case} any more.").format(case=case))
        if not reason.strip():
            raise CannotTakeOver(_("Say why you take it over."))
        return case._pass_to(by, reason=reason.strip(), by=by, at=at or clock.now())

    def _pass_to(self, taker: Person, *, reason: str, by: Person | None, at: datetime) -> Takeover:
        case = cast("Case", self)
        takeover = Takeover(case=case, giver=case.owner, taker=taker, reason=reason, at=at)
        takeover.save()
        case.settle_offers(at=at)
        case._give_to(taker)
        announce(CaseTakenOver(case=case, takeover=takeover, giver=takeover.giver, taker=taker), by=by, at=at)
        case.introduce_owner(instead_of=takeover.giver, at=at)
        return takeover
