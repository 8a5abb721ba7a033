"""Covers: what cannot wait for somebody who is away is looked after, and given back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import Cover
from .finding import me, seen, the
from .handoffs import HandoffOut
from .shapes import Named

router = Router()


class CoverOut(Schema):
    """An absence that is looked after, from when on, and when its person was here again."""

    id: int
    person: Named
    absence: int = Field(alias="absence_id")
    begun_at: datetime
    ended_at: datetime | None


class CoversPage(Paged):
    """Some covers, the latest first."""

    covers: list[CoverOut]


class GivenBack(Schema):
    """What was offered to who is here again."""

    handoffs: list[HandoffOut]


@router.get("/covers", response=CoversPage, summary="List the absences that are looked after, a page at a time")
@door(scope="cases:read")
def covers(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Those that last, and those that are over."""
    return paging.page("covers", seen(Cover, request).with_everybody(), by=("-begun_at", "-id"))


@router.post("/covers/{cover}/return", response={201: GivenBack}, summary="Offer back what you looked after")
@door(scope="cases:write", right="cases.hand_off")
def give_back(request: HttpRequest, cover: int) -> Status:
    """All of it that you own, to who is here again."""
    return Status(201, {"handoffs": the(Cover, request, cover).give_back(by=me(request))})
