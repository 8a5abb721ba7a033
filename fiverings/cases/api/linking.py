"""Linking: one case becomes two; many cases have one cause, and are answered together."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.conversations.models import Call, Message, Note
from fiverings.core.doors import door
from fiverings.core.noting import find, noted
from fiverings.core.paging import Paged, Paging
from fiverings.diagnosis.models import Cause
from fiverings.promises.models import Promise

from ..models import Cascade, Parentage
from ..models.cascade import CascadeKind
from .finding import as_it_is_now, me, seen, the_case
from .shapes import CaseOut, Line, Moment, Named, Words

router = Router()

Kind = Literal[tuple(CascadeKind.values)]  # type: ignore[valid-type]


class NewSplit(Schema):
    """Which words are another need, and what goes with them."""

    messages: list[int] = Field(description="The ids of messages of this case.")
    need: Line = Field("", description="What they need; empty: as they said it.")
    promises: list[int] = Field([], description="The ids of promises to its customer that go with it.")
    notes: list[int] = Field([], description="The ids of notes of this case that go with it.")
    calls: list[int] = Field([], description="The ids of calls that go with it; none that kept a promise.")
    reason: Line = ""
    stays: bool = Field(False, description="One message tells two needs: it stays, and the new case names it.")


class Refiled(Schema):
    """Where a message belongs."""

    into: Line = Field(description="The number of the case that it is about.")


class Children(Schema):
    """Which cases it caused."""

    numbers: list[str]


class LinkOut(Schema):
    """Which case caused which."""

    child: str = Field(alias="child.number")
    parent: str = Field(alias="parent.number")
    by: Named
    at: datetime
    ended_at: datetime | None


class LinksPage(Paged):
    """Some of what it caused, the latest first."""

    links: list[LinkOut]


class NewCascade(Schema):
    """What is answered to many at once."""

    kind: Kind  # type: ignore[valid-type]
    words: dict[str, Words] = Field(description="What each reads, by the code of their language.")
    numbers: list[str] = Field(description="Of cases that it caused, and its own if its customer shall read it.")
    next_update_at: Moment | None = Field(None, description="Promised to each of them, with where things stand.")
    cause: Line = Field("", description="The code of a cause; with what solved it.")
    severity_confirmed: int | None = Field(None, ge=1, le=3, description="How severe it was after all.")


class PartOut(Schema):
    """What became of it for one case."""

    number: str = Field(alias="case.number")
    state: str = Field(description="waiting, written or left.")
    reason: str = Field(description="Why nothing was written.")
    message: int | None = Field(alias="message_id")


class CascadeOut(Schema):
    """What was answered to many at once, and what became of it, for the cases that you may see."""

    id: int
    kind: str
    words: dict[str, str]
    next_update_at: datetime | None
    by: Named
    at: datetime
    parts: list[PartOut]

    @staticmethod
    def resolve_parts(cascade: Cascade, context: Any) -> Any:
        return cascade.parts.visible_to(me(context["request"])).select_related("case").order_by("id")


class CascadesPage(Paged):
    """Some of what was answered to many, the latest first."""

    cascades: list[CascadeOut]


@router.post("/cases/{number}/split", response={201: CaseOut}, summary="Split a case")
@door(scope="cases:write", right="cases.close")
def split(request: HttpRequest, number: str, given: NewSplit) -> Status:
    """These words are another need: the new case has the same owner, and stands at the gate."""
    found = the_case(request, number)
    messages = _all(Message, request, given.messages)
    along = {
        "promises": _all(Promise, request, given.promises),
        "notes": _all(Note, request, given.notes),
        "calls": _all(Call, request, given.calls),
    }
    more = {"need": given.need, "reason": given.reason, "stays": given.stays}
    part = found.split_off(messages, **along, **more, by=me(request))
    return Status(201, as_it_is_now(part))


@router.post("/cases/{number}/rejoining", response={201: CaseOut}, summary="Undo the split of a case")
@door(scope="cases:write", right="cases.close")
def rejoin(request: HttpRequest, number: str) -> Status:
    """It was one need after all: it is part of the case that it came from."""
    found = the_case(request, number)
    found.rejoin(by=me(request))
    return Status(201, as_it_is_now(found))


@router.post(
    "/cases/{number}/messages/{message}/refiling", response={201: CaseOut}, summary="Move a message to its case"
)
@door(scope="cases:write", right="cases.close")
def refile(request: HttpRequest, number: str, message: int, given: Refiled) -> Status:
    """It was filed with the wrong case of this customer: the case that it is about, with the message."""
    found, into = the_case(request, number), the_case(request, given.into)
    found.refile(_all(Message, request, [message])[0], into=into, by=me(request))
    return Status(201, as_it_is_now(into))


@router.get("/cases/{number}/children", response=LinksPage, summary="List what a case caused, a page at a time")
@door(scope="cases:read")
def children(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """Of the customers whom you may see; what was unlinked too."""
    links = seen(Parentage, request).filter(parent=the_case(request, number)).with_everybody().select_related("by")
    return paging.page("links", links, by=("-at", "-id"))


@router.post("/cases/{number}/children", response={201: CaseOut}, summary="Say which cases a case caused")
@door(scope="cases:write", right="cases.link")
def link(request: HttpRequest, number: str, given: Children) -> Status:
    """Each keeps its owner and promises; one that cannot be linked, and none is."""
    found = the_case(request, number)
    found.link([the_case(request, each) for each in given.numbers], by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/cases/{number}/unlinking", response={201: CaseOut}, summary="Say that a case had another cause")
@door(scope="cases:write", right="cases.link")
def unlink(request: HttpRequest, number: str) -> Status:
    """It is linked no more; what it was told stays told."""
    found = the_case(request, number)
    found.unlink(by=me(request))
    return Status(201, as_it_is_now(found))


@router.get("/cases/{number}/cascades", response=CascadesPage, summary="List what all were answered, a page at a time")
@door(scope="cases:read")
def cascades(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """With what became of each, for the cases that you may see."""
    told = seen(Cascade, request).filter(parent=the_case(request, number)).select_related("by")
    return paging.page("cascades", told, by=("-at", "-id"))


@router.post("/cases/{number}/cascades", response={201: CascadeOut}, summary="Answer all that a case caused")
@door(scope="cases:write", right="cases.link")
def cascade(request: HttpRequest, number: str, given: NewCascade) -> Status:
    """Each gets a mail of their own in the name of their owner, written one by one; ask again what became of it."""
    found, terms = the_case(request, number), given.dict(exclude={"numbers", "cause"})
    to = [the_case(request, each) for each in given.numbers]
    cause = find(request, seen(Cause, request), code=given.cause) if given.cause else None
    return Status(201, found.cascade(to=to, cause=cause, **terms, by=me(request)))


def _all(model: Any, request: HttpRequest, ids: list[int]) -> list[Any]:
    """Each of these; whatever one of them names must be there to be seen."""
    found = list(seen(model, request).filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise Http404
    return [noted(request, each) for each in found]
