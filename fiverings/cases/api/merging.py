"""Merging: two cases that are one need become one, and two again."""

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from fiverings.core.doors import door

from .finding import as_it_is_now, me, the_case
from .shapes import CaseOut, Line

router = Router()


class Merge(Schema):
    """Which case it is part of, and why."""

    into: str = Field(description="The number of the case that stays.")
    reason: Line = ""


@router.post("/cases/{number}/merge", response={201: CaseOut}, summary="Merge a case into another")
@door(scope="cases:write", right="cases.close")
def merge(request: HttpRequest, number: str, given: Merge) -> Status:
    """It is the same need: its threads and promises go to the other case, whose owner stays."""
    found, survivor = the_case(request, number), the_case(request, given.into)
    found.merge_into(survivor, reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/parting", response={201: CaseOut}, summary="Part a merged case")
@door(scope="cases:write", right="cases.close")
def part(request: HttpRequest, number: str) -> Status:
    """It is a need of its own after all; everything goes back to where it was."""
    found = the_case(request, number)
    found.part(by=me(request))
    return Status(201, as_it_is_now(found))
