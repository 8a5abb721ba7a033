"""Resolution: we propose what solved it, the customer says whether it works; it ends, or goes on."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.conversations.models import Call, Message
from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.diagnosis.models import Cause

from ..models import Case, Resolution
from .finding import as_it_is_now, me, seen, the_case
from .shapes import CaseOut, Line, Named, Said, Why, Words

router = Router()


class ResolutionOut(Schema):
    """What we proposed, and what they said to it."""

    id: int
    solution: str
    cause: str | None = Field(None, alias="cause.code")
    known_answer: str
    severity_confirmed: int | None
    proposed_by: Named
    proposed_at: datetime
    answer: str = Field(description="Empty while they are asked; confirmed, rejected, silent or withdrawn.")
    answered_at: datetime | None
    answered_by: Named | None
    words: str


class ResolutionsPage(Paged):
    """Some proposals, the latest first."""

    resolutions: list[ResolutionOut]


class Solution(Schema):
    """What solved it, and what we write to them."""

    solution: Words = Field(description="The customer reads this.")
    cause: Line = Field("", description="The code of a cause; a service problem has one.")
    known_answer: Line = Field("", description="Which known answer helped.")
    severity_confirmed: int | None = Field(None, ge=1, le=3, description="How severe it was after all.")
    message: Words = Field("", description="What we write to them; empty: what solved it.")


class Question(Schema):
    """What we write when we ask again."""

    words: Words = ""


class TheirAnswer(Schema):
    """What they said, and where: their message, or the call in which they did."""

    message: int | None = Field(None, description="The id of their message.")
    call: int | None = Field(None, description="The id of the call.")
    words: Words = ""


@router.get("/cases/{number}/resolutions", response=ResolutionsPage, summary="List what was proposed, a page at a time")
@door(scope="cases:read")
def resolutions(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """Every proposal for a case, and what they said to it."""
    found = the_case(request, number)
    proposed = seen(Resolution, request).filter(case=found).select_related("cause", "proposed_by", "answered_by")
    return paging.page("resolutions", proposed, by=("-proposed_at", "-id"))


@router.post("/cases/{number}/resolutions", response={201: ResolutionOut}, summary="Propose what solved it")
@door(scope="cases:write", right="cases.propose")
def propose(request: HttpRequest, number: str, given: Solution) -> Status:
    """They are asked in writing whether it works, with a link by which they answer."""
    found = the_case(request, number)
    cause = find(request, seen(Cause, request), code=given.cause) if given.cause else None
    return Status(201, found.propose_resolution(**given.dict(exclude={"cause"}), cause=cause, by=me(request)))


@router.post("/cases/{number}/resolutions/question", response={201: Said}, summary="Ask again whether it works")
@door(scope="cases:write", right="cases.propose")
def ask_again(request: HttpRequest, number: str, given: Question) -> Status:
    """Once more in writing."""
    return Status(201, the_case(request, number).ask_again(words=given.words, by=me(request)))


@router.post("/cases/{number}/resolutions/withdrawal", response={201: CaseOut}, summary="Take a proposal back")
@door(scope="cases:write", right="cases.propose")
def withdraw(request: HttpRequest, number: str) -> Status:
    """It is not solved after all, and nobody has answered yet."""
    found = the_case(request, number)
    found.withdraw_resolution(by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/resolutions/confirmation", response={201: CaseOut}, summary="File that it works")
@door(scope="cases:write", right="cases.propose")
def confirm(request: HttpRequest, number: str, given: TheirAnswer) -> Status:
    """They said so; their own word is the evidence, and the case is resolved."""
    found = the_case(request, number)
    found.confirm(**_said(found, given), by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/resolutions/rejection", response={201: CaseOut}, summary="File that it does not work yet")
@door(scope="cases:write", right="cases.propose")
def reject(request: HttpRequest, number: str, given: TheirAnswer) -> Status:
    """They said so; the same owner goes on."""
    found = the_case(request, number)
    found.reject(**_said(found, given), by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/reopening", response={201: CaseOut}, summary="Reopen a case")
@door(scope="cases:write", right="cases.close")
def reopen(request: HttpRequest, number: str, given: Why) -> Status:
    """The need was not met after all; within fourteen days it is the same case."""
    found = the_case(request, number)
    found.reopen(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/dismissal", response={201: CaseOut}, summary="End what nobody asked for")
@door(scope="cases:write", right="cases.close")
def dismiss(request: HttpRequest, number: str, given: Why) -> Status:
    """Advertising, a machine, a mistake, before anybody was told anything."""
    found = the_case(request, number)
    found.dismiss(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))


def _said(case: Case, given: TheirAnswer) -> dict[str, Any]:
    """Whose word it is, found among what they said since they were asked; None where it is none of that."""
    resolution = case.proposed()
    named = {(Message, given.message), (Call, given.call)}
    words = case.their_words_since(resolution) if resolution else []
    evidence = next((each for each in words if (type(each), each.pk) in named), None)
    return {"contact": evidence.contact if evidence else None, "evidence": evidence, "words": given.words}
