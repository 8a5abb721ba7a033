"""Attendances: who arrived at a customer, and which visits that keeps."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.customers.models import Site
from fiverings.promises.models import Promise

from .finding import colleague, me, seen, the_case
from .shapes import Line, Said

router = Router()


class NewAttendance(Schema):
    """Who is there, where, and whether anybody was met."""

    person: int | None = Field(None, description="Who arrived; else whoever says so.")
    site: int | None = Field(None, description="At which site of the account.")
    place: Line = Field("", description="Where, when it is none of their sites.")
    met: bool = Field(True, description="Whether anybody was there; if not, the visit is still owed.")
    visits: list[int] | None = Field(None, max_length=50, description="The ids of the promises; else all visits.")


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
