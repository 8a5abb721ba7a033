"""Cases for programs: list, read, answer, note, close."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from fiverings.core.doors import door

from .models import LISTINGS, OPEN, Case, Place

router = Router(tags=["cases"])


class CaseOut(Schema):
    """A case, as programs read it."""

    number: str
    need: str
    kind: str
    state: str
    account: str = Field(alias="account.name")
    contact: str | None = Field(None, alias="contact.name")
    owner: str = Field(alias="owner.email")
    opened_at: datetime
    last_word_at: datetime
    waiting_since: datetime | None
    ended_at: datetime | None


class CasesOut(Schema):
    """One page of cases; `older` is where the next one begins."""

    cases: list[CaseOut]
    older: str | None


class Words(Schema):
    """Something to say or to note."""

    words: str = Field(max_length=200_000)


class Solution(Schema):
    """What solved it, and whether the customer said so."""

    solution: str = Field(max_length=200_000)
    agreed: bool


class Said(Schema):
    """The message that waits in the outbox, or the note that was kept."""

    id: int


def _found(request: HttpRequest, number: str) -> Case:
    cases = Case.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
    return get_object_or_404(cases, number=number)


@router.get("/cases", response=CasesOut, summary="List cases, a page at a time")
@door(scope="cases:read")
def cases(request: HttpRequest, view: str = OPEN.code, after: str = "") -> dict[str, Any]:
    """One saved view (mine, waiting, open, closed); `after` is the `older` of the page before."""
    listing = LISTINGS.get(view, OPEN)
    page = listing.page(request.person, after=Place.parse(after))  # type: ignore[attr-defined]
    return {"cases": page.cases, "older": str(page.older) if page.older else None}


@router.get("/cases/{number}", response=CaseOut, summary="Read one case")
@door(scope="cases:read")
def case(request: HttpRequest, number: str) -> Case:
    return _found(request, number)


@router.post("/cases/{number}/replies", response={201: Said}, summary="Write to the customer")
@door(scope="cases:write", right="cases.reply")
def reply(request: HttpRequest, number: str, words: Words) -> Status:
    """It waits ten seconds in the outbox, and is told then."""
    return Status(201, _found(request, number).reply(words.words, by=request.person))  # type: ignore[attr-defined]


@router.post("/cases/{number}/notes", response={201: Said}, summary="Write an internal note")
@door(scope="cases:write", right="cases.note")
def note(request: HttpRequest, number: str, words: Words) -> Status:
    return Status(201, _found(request, number).note(words.words, by=request.person))  # type: ignore[attr-defined]


@router.post("/cases/{number}/closure", response={201: CaseOut}, summary="Close a case")
@door(scope="cases:write", right="cases.close")
def close(request: HttpRequest, number: str, given: Solution) -> Status:
    found = _found(request, number)
    found.close(solution=given.solution, agreed=given.agreed, by=request.person)  # type: ignore[attr-defined]
    return Status(201, found)
