"""Leaving: somebody is let go once colleagues have accepted what they own."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import Case, Farewell
from .finding import as_it_is_now, colleague, me, seen, the, the_case
from .handoffs import HandoffOut
from .shapes import CaseOut, Named, Words

router = Router()


class FarewellOut(Schema):
    """Somebody leaves: by when, who takes their place, and what came of it."""

    id: int
    person: Named
    successor: Named
    by: Named
    begun_at: datetime
    accept_by: datetime = Field(description="What nobody has accepted by then is taken over.")
    ended_at: datetime | None
    ending: str = Field(description="left, or stays; empty while they are leaving.")


class FarewellsPage(Paged):
    """Some of those who leave, the latest first."""

    farewells: list[FarewellOut]


class OwnedPage(Paged):
    """Some of what somebody who leaves owns still, of what you may see."""

    cases: list[CaseOut]


class NewFarewell(Schema):
    """Who takes somebody's place, and what they must know."""

    successor: int = Field(description="The id of a colleague.")
    note: Words = Field("", description="What colleagues must know besides the record.")
    receivers: dict[str, int] = Field({}, description="The number of a case, and who is offered it instead.")
    relief: dict[str, int] = Field({}, description="A seat of the duty roster, and who stands for it from now on.")


class NewOffer(Schema):
    """Who is offered a case of somebody who leaves."""

    number: str
    to: int = Field(description="The id of a colleague.")


@router.post("/people/{person}/farewell", response={201: FarewellOut}, summary="Let somebody leave")
@door(scope="cases:write", right="cases.let_leave")
def begin(request: HttpRequest, person: int, given: NewFarewell) -> Status:
    """Each case is offered; with the last that is accepted they leave. What nobody accepts in time is taken over."""
    leaver, successor = colleague(request, person), colleague(request, given.successor)
    receivers = {the_case(request, number): colleague(request, to) for number, to in given.receivers.items()}
    relief = {seat: colleague(request, to) for seat, to in given.relief.items()}
    more = {"receivers": receivers, "relief": relief, "note": given.note}
    return Status(201, Farewell.begin(leaver, successor=successor, by=me(request), **more))


@router.get("/farewells", response=FarewellsPage, summary="List who leaves and who left, a page at a time")
@door(scope="cases:read")
def farewells(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Of all for who may let others leave, else your own."""
    return paging.page("farewells", seen(Farewell, request).with_everybody(), by=("-begun_at", "-id"))


@router.get("/farewells/{farewell}", response=FarewellOut, summary="Read one farewell")
@door(scope="cases:read")
def farewell(request: HttpRequest, farewell: int) -> Farewell:
    """Who leaves, by when, and what came of it."""
    return the(Farewell, request, farewell)


@router.get("/farewells/{farewell}/cases", response=OwnedPage, summary="List what somebody who leaves owns still")
@door(scope="cases:read")
def owned(request: HttpRequest, farewell: int, paging: Query[Paging]) -> dict[str, Any]:
    """Of the customers whom you may see."""
    leaver = the(Farewell, request, farewell).person
    cases = seen(Case, request).open().owned_by(leaver).with_everybody().select_related("merged_into")
    return paging.page("cases", cases, by=("-opened_at", "-id"))


@router.post("/farewells/{farewell}/offers", response={201: HandoffOut}, summary="Ask somebody else to own a case")
@door(scope="cases:write", right="cases.let_leave")
def offer(request: HttpRequest, farewell: int, given: NewOffer) -> Status:
    """Who was asked before need not answer any more."""
    found = the(Farewell, request, farewell)
    return Status(201, found.offer(the_case(request, given.number), to=colleague(request, given.to), by=me(request)))


@router.post("/farewells/{farewell}/end", response={201: FarewellOut}, summary="Let somebody stay after all")
@door(scope="cases:write", right="cases.let_leave")
def call_off(request: HttpRequest, farewell: int) -> Status:
    """They keep what nobody accepted yet."""
    found = the(Farewell, request, farewell)
    found.call_off(by=me(request))
    return Status(201, as_it_is_now(found))
