"""Handoffs: the owner offers a case, who was asked accepts it or says why not."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import Handoff
from .finding import as_it_is_now, colleague, me, seen, the, the_case
from .helping import HelpOut
from .shapes import Line, Named, Why, Words

router = Router()


class HandoffOut(Schema):
    """A case offered to a colleague, and what became of the offer."""

    id: int
    case: str = Field(alias="case.number")
    giver: Named
    receiver: Named
    note: str = Field(description="What the customer will not have to say again.")
    next_step: str
    why: str = Field(description="What the customer reads about it.")
    outcome: str
    read_back: str = Field(description="What the receiver understood, in their own words.")
    offered_at: datetime
    answered_at: datetime | None


class HandoffsPage(Paged):
    """Some offers to you, the latest first."""

    handoffs: list[HandoffOut]


class NewHandoff(Schema):
    """To whom a case is offered, and with what."""

    to: int = Field(description="The id of a colleague.")
    note: Words = Field(description="What they must know.")
    next_step: Line = Field("", description="What comes next.")
    why: Line = Field("", description="Why it changes hands, as the customer will read it.")


class ReadBack(Schema):
    """What is taken over, in one's own words."""

    read_back: Words


@router.post("/cases/{number}/handoff", response={200: HelpOut, 201: HandoffOut}, summary="Offer a case to a colleague")
@door(scope="cases:write", right="cases.hand_off")
def hand_off(request: HttpRequest, number: str, given: NewHandoff) -> Status:
    """Until it is accepted, the case belongs to whoever offers it.

    What went to them and came back is handed over no more: 200, with the help that they are asked for.
    """
    found, to = the_case(request, number), colleague(request, given.to)
    passed = found.pass_on(**given.dict(exclude={"to"}), to=to, by=me(request))
    return Status(201 if isinstance(passed, Handoff) else 200, passed)


@router.get("/handoffs", response=HandoffsPage, summary="List the cases offered to you, a page at a time")
@door(scope="cases:read")
def handoffs(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Those that wait for your answer."""
    offered = seen(Handoff, request).offered_to(me(request)).with_everybody()
    return paging.page("handoffs", offered, by=("-offered_at", "-id"))


@router.get("/handoffs/{handoff}", response=HandoffOut, summary="Read one handoff")
@door(scope="cases:read")
def handoff(request: HttpRequest, handoff: int) -> Handoff:
    """Who offers what to whom, and the answer."""
    return the(Handoff, request, handoff)


@router.post("/handoffs/{handoff}/acceptance", response={201: HandoffOut}, summary="Accept a case")
@door(scope="cases:write", right="cases.hand_off")
def accept(request: HttpRequest, handoff: int, given: ReadBack) -> Status:
    """Own it from now on; the customer hears who and why."""
    found = the(Handoff, request, handoff)
    found.accept(read_back=given.read_back, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/handoffs/{handoff}/declining", response={201: HandoffOut}, summary="Decline a case")
@door(scope="cases:write", right="cases.hand_off")
def decline(request: HttpRequest, handoff: int, given: Why) -> Status:
    """It stays with its owner, who reads why."""
    found = the(Handoff, request, handoff)
    found.decline(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))
