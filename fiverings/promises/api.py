"""Promises for programs: what we owe, what one promise says, and what became of it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging

from .models import Outstanding, Promise

router = Router(tags=["promises"])


class PromiseOut(Schema):
    """A promise as programs see it; what is not listed here is not told."""

    id: int
    kind: str
    sentence: str
    account: int = Field(alias="journey.account_id")
    contact: int | None = Field(None, alias="to_contact_id", description="To whom; null when we owe it to ourselves.")
    owed_by: int = Field(alias="owed_by_id")
    severity: int | None
    due_at: datetime
    zone: str
    channel: str
    told_at: datetime
    told_how: str
    guarantee_due_at: datetime | None = Field(None, description="By when our own standard asks for it.")
    replaces: int | None = Field(None, alias="replaces_id")
    recovers: int | None = Field(None, alias="recovers_id")
    mends: int | None = Field(None, alias="mends_id", description="The broken promise that this one makes good.")
    outcome: str | None = Field(None, description="kept, broken, replaced or released; null while it is owed.")
    ended_at: datetime | None
    fulfilled_late_at: datetime | None

    @staticmethod
    def resolve_outcome(promise: Promise) -> str | None:
        return promise.outcome.kind if hasattr(promise, "outcome") else None

    @staticmethod
    def resolve_ended_at(promise: Promise) -> datetime | None:
        return promise.outcome.at if hasattr(promise, "outcome") else None

    @staticmethod
    def resolve_fulfilled_late_at(promise: Promise) -> datetime | None:
        return promise.late_fulfilment.at if hasattr(promise, "late_fulfilment") else None


class OwedOut(Schema):
    """A promise that is owed now, and by whom."""

    promise: int = Field(alias="promise_id")
    kind: str = Field(alias="promise.kind")
    sentence: str = Field(alias="promise.sentence")
    account: int = Field(alias="promise.journey.account_id")
    contact: int | None = Field(None, alias="promise.to_contact_id")
    person: int = Field(alias="person_id", description="Who owes it now.")
    due_at: datetime


class OwedPage(Paged):
    """Some of what we owe, the next due first."""

    owed: list[OwedOut]


class PromisesPage(Paged):
    """Some promises, in the order in which they were told."""

    promises: list[PromiseOut]


@router.get("/promises", response=PromisesPage, summary="List promises, a page at a time")
@door(scope="promises:read")
def promises(request: HttpRequest, paging: Query[Paging], account: int | None = None) -> dict[str, Any]:
    """Promises to accounts that you may see, of one account or of all, also those that have ended."""
    seen = _promises(request)
    return paging.page("promises", seen if account is None else seen.filter(journey__account=account))


@router.get("/promises/{promise}", response=PromiseOut, summary="Read one promise")
@door(scope="promises:read")
def promise(request: HttpRequest, promise: int) -> Promise:
    """What was told, and what became of it."""
    return find(request, _promises(request), pk=promise)


@router.get("/owed", response=OwedPage, summary="List what we owe now, by due time")
@door(scope="promises:read")
def owed(
    request: HttpRequest, paging: Query[Paging], person: int | None = None, to_customers: bool = False
) -> dict[str, Any]:
    """What everybody owes to accounts that you may see, or one person; all of it, or only what customers count on."""
    seen = Outstanding.objects.visible_to(request.person).with_everything()  # type: ignore[attr-defined]
    seen = seen if person is None else seen.filter(person=person)
    return paging.page("owed", seen.to_customers() if to_customers else seen, by=("due_at", "id"))


def _promises(request: HttpRequest) -> QuerySet[Promise]:
    seen = Promise.objects.visible_to(request.person)  # type: ignore[attr-defined]
    return seen.select_related("journey", "outcome", "late_fulfilment")
