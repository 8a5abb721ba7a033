"""Disclosing: what the customer of a case was told about cost, before there is any."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.conversations.models import Message
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Person
from fiverings.promises.models import Billable, ChargeDisclosure, How, Outstanding
from fiverings.promises.models import Kind as Promised

from .granting import Granting

if TYPE_CHECKING:
    from .case import Case


class Disclosing(Granting):
    """The ability of a case to have its cost told."""

    class Meta:
        abstract = True

    @together
    def tell_cost(
        self,
        *,
        billable: str,
        basis: str = "",
        estimate: str = "",
        cap: Decimal | None = None,
        currency: str = "",
        due_at: datetime | None = None,
        how: str = How.SPOKEN,
        by: Person,
        at: datetime | None = None,
    ) -> ChargeDisclosure:
        """They are told whether it is charged, on what ground, and up to how much; it stands in their mailbox at once.

        What nobody knows yet is promised by a time, and kept when we tell. Refused: AlreadyClosed, NobodyToAnswer,
        NoCap, NoPromiseOfCost, NoAddress for what is only written, and as `offer_promise`.
        """
        cost = {"billable": billable, "basis": basis, "estimate": estimate, "cap": cap, "currency": currency}
        said = cast("Case", self).say(cost={**cost, "due_at": due_at, "how": how}, by=by, at=at)
        return cast(ChargeDisclosure, said.cost)

    def cost(self) -> ChargeDisclosure | None:
        """What they were told last."""
        return next(iter(self.costs()), None)

    def costs(self) -> list[ChargeDisclosure]:
        """What they were told about cost, the latest first."""
        return _costs(cast("Case", self).pk)

    def _keep_promise_of_cost(self, told: ChargeDisclosure, *, at: datetime) -> None:
        """They know what it costs, as we promised."""
        if told.billable == Billable.UNKNOWN:
            return
        owed = Outstanding.objects.of(cast("Case", self)).filter(promise__kind=Promised.COST)
        for each in list(owed.select_related("promise")):
            each.promise.keep(evidence=told, by=told.told_by, at=at)

    def _tell_cost_by_message(self, message: Message, *, at: datetime) -> None:
        """What was only written about cost is told with its mail."""
        for told in ChargeDisclosure.objects.filter(message=message, told_how=How.WRITTEN):
            self._keep_promise_of_cost(told, at=at)
            cast("Case", self).keep_promising(by=told.told_by, at=at)


@Written
def _costs(case: int) -> models.QuerySet[ChargeDisclosure]:
    told = ChargeDisclosure.objects.standing().filter(subject_label="cases.case", subject_id=case)
    return told.select_related("told_by", "told_to", "promise").order_by("-told_at", "-id")
