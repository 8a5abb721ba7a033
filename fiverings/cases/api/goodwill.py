"""Goodwill: granted on a case, asked to be allowed, taken back; its ledger and its limits."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import GRANTING, Goodwill, GoodwillApproval, GoodwillKind, GoodwillLimit
from .finding import as_it_is_now, me, seen, the, the_case
from .shapes import Named, Why, Words

router = Router()

Kind = Literal[tuple(GoodwillKind.values)]  # type: ignore[valid-type]
Granting = Literal[tuple(each.value for each in GRANTING)]  # type: ignore[valid-type]
Money = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["CAD"])]


class GoodwillOut(Schema):
    """What was granted, why, and by which limit or approval."""

    id: int
    case: str = Field(alias="case.number")
    account: Named = Field(alias="case.account")
    kind: str
    amount: Decimal
    currency: str
    reason: str = Field(description="As the customer read it.")
    by: Named
    at: datetime
    approval: int | None = Field(alias="approval_id", description="By which it was allowed; null within a limit.")
    taken_back_at: datetime | None

    @staticmethod
    def resolve_taken_back_at(goodwill: Goodwill) -> datetime | None:
        return goodwill.taken_back.at if hasattr(goodwill, "taken_back") else None


class ApprovalOut(Schema):
    """What is asked to be allowed, and of whom."""

    id: int
    case: str = Field(alias="case.number")
    kind: str
    amount: Decimal
    currency: str
    reason: str
    asked_by: Named
    holder: Named = Field(description="Who owes the answer now.")
    state: str
    accept_by: datetime = Field(description="By when the answer is owed; then who stands above is asked.")
    answer: str
    ended_at: datetime | None


class Granted(Schema):
    """What became of it: it was granted, or somebody is asked to allow it."""

    granted: GoodwillOut | None = None
    asked: ApprovalOut | None = None


class NewGoodwill(Schema):
    """How much is granted, and why."""

    kind: Kind  # type: ignore[valid-type]
    amount: Money
    currency: Currency = "CAD"
    reason: Words = Field(description="The customer reads it.")


class Allowing(Schema):
    """Why it is allowed, or not."""

    words: Words


class LimitOut(Schema):
    """The most that a role may grant on one case unaided."""

    role: str
    amount: Decimal
    currency: str
    since: datetime


class LimitsOut(Schema):
    """What each role may grant, in each currency."""

    limits: list[LimitOut]


class NewLimit(Schema):
    """A limit that counts from now on."""

    role: Granting  # type: ignore[valid-type]
    amount: Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
    currency: Currency = "CAD"


class GoodwillPage(Paged):
    """Some of the ledger, the latest first."""

    goodwill: list[GoodwillOut]


class ApprovalPage(Paged):
    """Some of what you are asked to allow, the first asked first."""

    approvals: list[ApprovalOut]


@router.get("/goodwill", response=GoodwillPage, summary="List goodwill, a page at a time")
@door(scope="cases:read", right="cases.read_goodwill")
def ledger(request: HttpRequest, paging: Query[Paging], account: int | None = None) -> dict[str, Any]:
    """What was granted to accounts that you may see, or to one of them; also what was taken back."""
    rows = seen(Goodwill, request).with_everybody()
    return paging.page("goodwill", rows if account is None else rows.to(account), by=("-at", "-id"))


@router.get("/cases/{number}/goodwill", response=GoodwillPage, summary="List the goodwill on a case, a page at a time")
@door(scope="cases:read")
def on_a_case(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """What was granted on it and on what became part of it."""
    rows = seen(Goodwill, request).on(the_case(request, number)).with_everybody()
    return paging.page("goodwill", rows, by=("-at", "-id"))


@router.post("/cases/{number}/goodwill", response={201: Granted}, summary="Grant goodwill on a case")
@door(scope="cases:write", right="cases.grant_goodwill")
def grant(request: HttpRequest, number: str, given: NewGoodwill) -> Status:
    """At once within what is left to you; more is asked of one person, who owes the answer by a time."""
    done = the_case(request, number).grant_goodwill(**given.dict(), by=me(request))
    return Status(201, {"asked" if isinstance(done, GoodwillApproval) else "granted": done})


@router.post("/goodwill/{goodwill}/return", response={201: GoodwillOut}, summary="Take goodwill back")
@door(scope="cases:write", right="cases.grant_goodwill")
def take_back(request: HttpRequest, goodwill: int, given: Why) -> Status:
    """It does not stand any more, and the customer reads why."""
    found = the(Goodwill, request, goodwill)
    found.take_back(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))


@router.get("/goodwill-approvals", response=ApprovalPage, summary="List the goodwill that you are asked to allow")
@door(scope="cases:read")
def approvals(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What waits for your answer."""
    held = seen(GoodwillApproval, request).held_by(me(request)).with_everybody()
    return paging.page("approvals", held, by=("asked_at", "id"))


@router.post("/goodwill-approvals/{approval}/approval", response={201: ApprovalOut}, summary="Allow goodwill")
@door(scope="cases:write", right="cases.allow_goodwill")
def approve(request: HttpRequest, approval: int, given: Allowing) -> Status:
    """It is granted at once, and the customer is told."""
    found = the(GoodwillApproval, request, approval)
    found.approve(words=given.words, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/goodwill-approvals/{approval}/declining", response={201: ApprovalOut}, summary="Do not allow goodwill")
@door(scope="cases:write", right="cases.allow_goodwill")
def decline(request: HttpRequest, approval: int, given: Allowing) -> Status:
    """Say why; nothing is granted."""
    found = the(GoodwillApproval, request, approval)
    found.decline(words=given.words, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/goodwill-approvals/{approval}/withdrawal", response={201: ApprovalOut}, summary="Ask for it no more")
@door(scope="cases:write", right="cases.grant_goodwill")
def withdraw(request: HttpRequest, approval: int) -> Status:
    """It need not be allowed any more."""
    found = the(GoodwillApproval, request, approval)
    found.withdraw(by=me(request))
    return Status(201, as_it_is_now(found))


@router.get("/goodwill-limits", response=LimitsOut, summary="Read the limits of goodwill")
@door(scope="cases:read")
def limits(request: HttpRequest) -> dict[str, list[GoodwillLimit]]:
    """What each role may grant on one case unaided, now."""
    return {"limits": seen(GoodwillLimit, request).current()}


@router.post("/goodwill-limits", response={201: LimitOut}, summary="Set a limit of goodwill")
@door(scope="cases:write", right="cases.set_goodwill")
def set_limit(request: HttpRequest, given: NewLimit) -> Status:
    """It counts from now on; what was granted stands."""
    return Status(201, GoodwillLimit.set(**given.dict(), by=me(request)))
