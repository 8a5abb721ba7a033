"""Cases: list, read, open, answer, note, wait, take over."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.clock import now
from fiverings.core.doors import door
from fiverings.core.noting import noted
from fiverings.core.paging import Paged, Paging
from fiverings.core.written import WrittenForReaders
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..models import LISTINGS, OPEN, Case, Kind
from .finding import me, promised, the_case
from .shapes import CaseOut, Line, Moment, NewPromise, Said, Why, Words

router = Router()

View = Literal[tuple(LISTINGS)]  # type: ignore[valid-type]
Sort = Literal[tuple(Kind.values)]  # type: ignore[valid-type]


class CasesPage(Paged):
    """Some cases of a view, in its order."""

    cases: list[CaseOut]


class NewCase(Schema):
    """A need that reached us another way, or a first word of ours."""

    contact: int = Field(description="Who needs it.")
    need: Line = Field(description="What they need, in their words.")
    kind: Sort = Field("", description="What sort of need it is; empty when nobody knows yet.")  # type: ignore[valid-type]
    words: Words = Field("", description="What is written to them at once; empty when nothing is to be said yet.")
    calls_from: str = Field("", max_length=40, description="The number from which they call, as +14165550142.")


class Reply(Schema):
    """What is written to the customer, and what is promised in the same words."""

    words: Words
    promise: NewPromise | None = None
    asks: bool = Field(False, description="Ask them in the same mail by when they need it, where nobody has asked.")
    probes: bool = Field(False, description="Ask what tells most about how severe it is, until that is settled.")
    send_at: Moment | None = Field(
        None, description="Sent then, unless they write before; it promises and asks nothing. Null: in ten seconds."
    )


class Remark(Schema):
    """What only we read."""

    words: Words


@router.get("/cases", response=CasesPage, summary="List cases, a page at a time")
@door(scope="cases:read")
def cases(request: HttpRequest, paging: Query[Paging], view: View = OPEN.code) -> dict[str, Any]:  # type: ignore[valid-type]
    """One of the views that the pages have, in its order: those that you may see."""
    listing = LISTINGS[view]
    sign = "-" if listing.newest_first else ""
    found = listing.narrow(Case.objects.visible_to(me(request)).with_everybody(), me(request))
    return paging.page("cases", found, by=(f"{sign}{listing.key}", f"{sign}id"))


@router.post("/cases", response={201: CaseOut}, summary="Open a case")
@door(scope="cases:write", right="cases.open")
def open_case(request: HttpRequest, given: NewCase) -> Status:
    """The account's own advocate owns it; whoever is at the other end is asked the rest at the gate."""
    contact = _contacts.first(me(request), given.contact, now())
    if contact is None:
        raise Http404
    noted(request, contact)
    told = given.dict(exclude={"contact"})
    opened = Case.begin(contact=contact, **told, by=me(request))
    return Status(201, opened)


@WrittenForReaders
def _contacts(reader: Person, contact: int, at: datetime) -> QuerySet[Contact]:
    seen = Contact.objects.visible_to(reader, at).present().filter(pk=contact)
    return seen.select_related("account__primary_advocate")


@router.get("/cases/{number}", response=CaseOut, summary="Read one case")
@door(scope="cases:read")
def case(request: HttpRequest, number: str) -> Case:
    """Where it stands, who owns it, and by when something is owed next."""
    return the_case(request, number)


@router.post("/cases/{number}/replies", response={201: Said}, summary="Write to the customer")
@door(scope="cases:write", right="cases.reply")
def reply(request: HttpRequest, number: str, given: Reply) -> Status:
    """It waits ten seconds in the outbox, or until `send_at`, and is told then, with what is promised in it."""
    promise = promised(request, given.promise) if given.promise else {}
    told = {**_asked(given), **promise, "by": me(request)}
    case = the_case(request, number)
    if given.send_at:
        return Status(201, case.write_later(given.words, send_at=given.send_at, **told))
    return Status(201, case.write(given.words, **told))


def _asked(given: Reply) -> dict[str, bool]:
    return {"asks": given.asks, "probes": given.probes}


@router.post("/cases/{number}/notes", response={201: Said}, summary="Write an internal note")
@door(scope="cases:write", right="cases.note")
def note(request: HttpRequest, number: str, given: Remark) -> Status:
    """Only we read it; no customer ever does."""
    return Status(201, the_case(request, number).note(given.words, by=me(request)))


@router.post("/cases/{number}/takeover", response={201: CaseOut}, summary="Take a case over")
@door(scope="cases:write", right="cases.take_over")
def take_over(request: HttpRequest, number: str, given: Why) -> Status:
    """A lead makes it their own, and says why."""
    found = the_case(request, number)
    found.take_over(reason=given.reason, by=me(request))
    return Status(201, found)
