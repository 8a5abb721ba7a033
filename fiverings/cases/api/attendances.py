"""Attendances: who arrived at a customer, and which visits that keeps."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.customers.models import Site
from fiverings.promises.models import Promise

from ..models import Visit
from .finding import colleague, me, seen, the_case
from .shapes import Line, Named, Said

router = Router()


class NewAttendance(Schema):
    """Who is there, where, and whether anybody was met."""

    person: int | None = Field(None, description="Who arrived; else whoever says so.")
    site: int | None = Field(None, description="At which site of the account.")
    place: Line = Field("", description="Where, when it is none of their sites.")
    met: bool = Field(True, description="Whether anybody was there; if not, the visit is still owed.")
    visits: list[int] | None = Field(None, max_length=50, description="The ids of the promises; else all visits.")


class VisitOut(Schema):
    """Who is sent to a customer, and by when."""

    id: int
    case: str = Field(alias="matter.number")
    person: Named
    promise: int = Field(alias="promise_id")
    sentence: str = Field(alias="promise.sentence", description="As the customer was told.")
    due_at: datetime = Field(alias="promise.due_at")


class VisitPage(Paged):
    """Some visits that you make, the first entrusted first."""

    visits: list[VisitOut]


@router.get("/visits", response=VisitPage, summary="List the visits that you make, a page at a time")
@door(scope="cases:read")
def visits(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What others promised that you come to; what you promised yourself stands among what you owe."""
    standing = seen(Visit, request).standing().of(me(request)).with_everybody()
    return paging.page("visits", standing, by=("begun_at", "id"))


@router.post("/cases/{number}/attendances", response={201: Said}, summary="Say that somebody has arrived")
@door(scope="cases:write", right="cases.arrive")
def arrive(request: HttpRequest, number: str, given: NewAttendance) -> Status:
    """It keeps the visits that were promised, in time or late, and is not taken back; nobody met keeps nothing."""
    found = the_case(request, number)
    sites = seen(Site, request).filter(account=found.account_id)
    promises = seen(Promise, request)
    told: dict[str, Any] = {
        "person": colleague(request, given.person) if given.person is not None else None,
        "site": find(request, sites, pk=given.site) if given.site is not None else None,
        "visits": None if given.visits is None else [find(request, promises, pk=each) for each in given.visits],
    }
    return Status(201, found.arrive(**told, place=given.place, met=given.met, by=me(request)))
