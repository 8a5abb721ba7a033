"""Neighbours: other customers of the same carrier, or at the same address, who have a problem at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Lower, Trim

from fiverings.core.written import Written
from fiverings.customers.models import Asset, Site

from .kind import Kind
from .states import OPEN_STATES

if TYPE_CHECKING:
    from .case import Case

WITHIN = timedelta(hours=2)
AT_MOST = 20
SPEAKS_OF_A_PROBLEM = models.Q(kind=Kind.INCIDENT) | models.Q(kind=Kind.UNSORTED, severity__in=(1, 2))


class Nearness(StrEnum):
    """What two customers have in common."""

    CARRIER = "carrier"
    SITE = "site"


@dataclass(frozen=True)
class Neighbour:
    """An open case of another customer, what they have in common, and what that is called."""

    case: Case
    nearness: Nearness
    name: str


def neighbours(case: Case, *, at: datetime) -> list[Neighbour]:
    """Open problems of other customers that began within two hours of this one or of now, the latest first.

    Of a confidential account nobody else learns that it has any.
    """
    if case.kind not in (Kind.INCIDENT, Kind.UNSORTED):
        return []
    found = []
    for nearness, own, everybodys in (
        (Nearness.CARRIER, _own_carriers, _carriers),
        (Nearness.SITE, _own_addresses, _addresses),
    ):
        for name in own(case.account_id):
            accounts = everybodys().filter(shared=name).exclude(account=case.account_id).values("account")
            found += [Neighbour(each, nearness, name) for each in _problems(case, accounts, at)]
    return found


@Written
def _own_carriers(account: int) -> models.QuerySet[Any]:
    return _carriers().filter(account=account).values_list("shared", flat=True).distinct()


@Written
def _own_addresses(account: int) -> models.QuerySet[Any]:
    return _addresses().filter(account=account).values_list("shared", flat=True).distinct()


def _carriers() -> models.QuerySet[Any]:
    named = Asset.objects.standing().exclude(carrier="").annotate(shared=Lower(Trim("carrier")))
    found: models.QuerySet[Any] = named.filter(account__is_confidential=False)
    return found


def _addresses() -> models.QuerySet[Any]:
    named = Site.objects.standing().exclude(address="").annotate(shared=Lower(Trim("address")))
    found: models.QuerySet[Any] = named.filter(account__is_confidential=False)
    return found


def _problems(case: Case, accounts: Any, at: datetime) -> models.QuerySet[Any]:
    near = models.Q(opened_at__range=(at - WITHIN, at)) | models.Q(
        opened_at__range=(case.opened_at - WITHIN, case.opened_at + WITHIN)
    )
    cases = type(case).objects.filter(SPEAKS_OF_A_PROBLEM, near, account__in=accounts, state__in=OPEN_STATES)
    return cases.select_related("account").order_by("-opened_at", "-id")[:AT_MOST]


def begun_beside(cases: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Of these the open problems of other customers that began at about the time of an outer case, near or not."""
    opened = models.OuterRef("opened_at")
    beside = cases.filter(SPEAKS_OF_A_PROBLEM, opened_at__gte=opened - WITHIN, opened_at__lte=opened + WITHIN)
    return beside.filter(state__in=OPEN_STATES).exclude(account=models.OuterRef("account"))
