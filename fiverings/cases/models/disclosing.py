"""Disclosing: what the customer of a case was told about cost, before there is any."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Person
from fiverings.promises.models import Billable, ChargeDisclosure, NoPromiseOfCost, Outstanding, Promise
from fiverings.promises.models import Kind as Promised

if TYPE_CHECKING:
    from .case import Case


class Disclosing(models.Model):
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
        by: Person,
        at: datetime | None = None,
    ) -> ChargeDisclosure:
        """They were told whether it is charged, on what ground, and up to how much.

        What nobody knows yet is promised by a time, and kept when we tell. Refused: AlreadyClosed, NobodyToAnswer,
        NoCap, NoPromiseOfCost, and as `offer_promise`.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        contact = case._whom_to_tell()
        promise = case._promise_of_cost(due_at, by=by, at=at) if billable == Billable.UNKNOWN else None
        told = ChargeDisclosure.tell(
            subject=case, journey=case.journey, billable=billable, basis=basis, estimate=estimate, cap=cap,
            currency=currency, to=contact, promise=promise, by=by, at=at,
        )  # fmt: skip
        if promise is None:
            case._keep_promise_of_cost(told, by=by, at=at)
        case.keep_promising(by=by, at=at)
        return told

    def cost(self) -> ChargeDisclosure | None:
        """What they were told last."""
        return next(iter(self.costs()), None)

    def costs(self) -> list[ChargeDisclosure]:
        """What they were told about cost, the latest first."""
        return _costs(cast("Case", self).pk)

    def _keep_promise_of_cost(self, told: ChargeDisclosure, *, by: Person, at: datetime) -> None:
        owed = Outstanding.objects.of(cast("Case", self)).filter(promise__kind=Promised.COST)
        for each in list(owed.select_related("promise")):
            each.promise.keep(evidence=told, by=by, at=at)

    def _promise_of_cost(self, due_at: datetime | None, *, by: Person, at: datetime) -> Promise:
        if due_at is None:
            raise NoPromiseOfCost(_("Promise by when they will know what it costs."))
        return cast("Case", self).promise_spoken(kind=Promised.COST, due_at=due_at, by=by, at=at)


@Written
def _costs(case: int) -> models.QuerySet[ChargeDisclosure]:
    told = ChargeDisclosure.objects.filter(subject_label="cases.case", subject_id=case)
    return told.select_related("told_by", "told_to", "promise").order_by("-told_at", "-id")
