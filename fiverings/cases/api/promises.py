"""Promises about a case: what they expect, what we promise by when, what it costs, and what becomes of it."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.promises.models import ChargeDisclosure, Promise

from .finding import me, promised, seen, the_case
from .shapes import Line, Moment, Named, NewPromise, Said, Words

router = Router()

Billable = Literal[tuple(ChargeDisclosure.Billable.values)]  # type: ignore[valid-type]


class PromisedOut(Schema):
    """A promise about a case; all of it stands under /promises/{promise}."""

    id: int
    kind: str
    sentence: str
    to_contact: Named | None = Field(description="To whom; null when we owe it to ourselves.")
    due_at: datetime
    told_at: datetime
    told_how: str
    comes: Named | None = Field(description="Of a visit: who comes, where it is not who owes it.")


class Owed(Schema):
    """What is owed about a case, and by whom."""

    promise: PromisedOut
    person: Named
    due_at: datetime


class OwedPage(Paged):
    """Some of what is owed, the next due first."""

    owed: list[Owed]


class Expected(Schema):
    """What they expect, by when, or that they cannot say."""

    words: Words = ""
    by_at: Moment | None = None
    unknown: bool = Field(False, description="They were asked, and cannot say.")


class Wording(Schema):
    """A promise in one sentence: who, what, by when in absolute time."""

    sentence: str


class Agreed(Schema):
    """Another time, with their consent in their words."""

    due_at: Moment
    consent: Line
    comes: int | None = Field(None, description="Of a visit: the id of who comes instead.")


class Consent(Schema):
    """That they agree to what was told, though they expect it sooner."""

    words: Line = Field(description="What they said to it.")
    how: Literal["spoken", "written"] = "spoken"


class Because(Schema):
    """Why it need not be kept, in their words."""

    words: Line


class Cost(Schema):
    """Whether it is charged, on what ground, and up to how much; or by when they will know."""

    billable: Billable  # type: ignore[valid-type]
    basis: Line = ""
    estimate: Line = ""
    cap: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2, description="At most; when it is charged.")
    currency: str = Field("", pattern="^([A-Z]{3})?$")
    due_at: Moment | None = Field(None, description="By when they will know; when nobody knows yet.")
    how: Literal["spoken", "written"] = Field(
        "spoken", description="Said to them, and written at once; or only written."
    )


@router.get("/cases/{number}/promises", response=OwedPage, summary="List what is owed about a case, a page at a time")
@door(scope="cases:read")
def owed(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """To the customer and to ourselves, by due time."""
    return paging.page("owed", the_case(request, number).outstanding(), by=("due_at", "id"))


@router.post("/cases/{number}/expectations", response={201: Said}, summary="Write down what they expect")
@door(scope="cases:write", right="promises.tell")
def hear_expectation(request: HttpRequest, number: str, given: Expected) -> Status:
    """Before anything is promised they are asked; the latest counts."""
    return Status(201, the_case(request, number).hear_expectation(**given.dict(), by=me(request)))


@router.post("/cases/{number}/promises", response={201: PromisedOut}, summary="Promise something")
@door(scope="cases:write", right="promises.tell")
def promise(request: HttpRequest, number: str, given: NewPromise) -> Status:
    """It was told on the telephone or in person; the same sentence follows in writing at once."""
    return Status(201, the_case(request, number).promise_spoken(**promised(request, given), by=me(request)))


@router.post("/cases/{number}/promises/wording", response=Wording, summary="Read a promise before it is told")
@door(scope="cases:write", right="promises.tell")
def wording(request: HttpRequest, number: str, given: NewPromise) -> dict[str, str]:
    """The sentence to be read aloud, or why it cannot be promised; nothing is kept."""
    return {"sentence": the_case(request, number).wording_of(**promised(request, given), by=me(request))}


@router.post(
    "/cases/{number}/promises/{promise}/renegotiation", response={201: PromisedOut}, summary="Agree on another time"
)
@door(scope="cases:write", right="promises.settle")
def renegotiate(request: HttpRequest, number: str, promise: int, given: Agreed) -> Status:
    """Before its time has passed, with their consent; another promise stands in its place."""
    found = the_case(request, number)
    return Status(201, found.renegotiate(_promise(request, promise), **promised(request, given), by=me(request)))


@router.post(
    "/cases/{number}/promises/{promise}/tightening", response={201: PromisedOut}, summary="Promise it by their time"
)
@door(scope="cases:write", right="promises.settle")
def tighten(request: HttpRequest, number: str, promise: int) -> Status:
    """They were told later than they expect: another promise, by when they expect it, stands in its place."""
    found = the_case(request, number)
    return Status(201, found.tighten(_promise(request, promise), by=me(request)))


@router.post("/cases/{number}/promises/{promise}/consent", response={201: Said}, summary="Write down that they agree")
@door(scope="cases:write", right="promises.settle")
def consent(request: HttpRequest, number: str, promise: int, given: Consent) -> Status:
    """They were told later than they expect, and agree to it: the promise stands as it was told."""
    found = the_case(request, number)
    return Status(201, found.consent(_promise(request, promise), **given.dict(), by=me(request)))


@router.post("/cases/{number}/promises/{promise}/keeping", response={201: Said}, summary="Say that it is done")
@door(scope="cases:write", right="promises.settle")
def keep(request: HttpRequest, number: str, promise: int) -> Status:
    """What was promised to be done; what was promised to be said is kept by saying it."""
    found, done = the_case(request, number), _promise(request, promise)
    found.keep(done, by=me(request))
    return Status(201, done)


@router.post("/cases/{number}/promises/{promise}/release", response={201: Said}, summary="Release a promise")
@door(scope="cases:write", right="promises.settle")
def release(request: HttpRequest, number: str, promise: int, given: Because) -> Status:
    """They need it no more."""
    found, released = the_case(request, number), _promise(request, promise)
    found.release(released, words=given.words, by=me(request))
    return Status(201, released)


@router.post("/cases/{number}/cost", response={201: Said}, summary="Tell them what it costs")
@door(scope="cases:write", right="promises.tell")
def tell_cost(request: HttpRequest, number: str, given: Cost) -> Status:
    """It stands in their mailbox at once; what nobody knows yet is promised by a time."""
    return Status(201, the_case(request, number).tell_cost(**given.dict(), by=me(request)))


def _promise(request: HttpRequest, id_: int) -> Promise:
    return find(request, seen(Promise, request), pk=id_)
