"""Planned answers: what waits for its time on a case, changed, sent now or taken back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.conversations.models import Message
from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging

from ..models import Case
from .finding import me, seen, the_case
from .shapes import Moment, Named, Said, Words

router = Router()


class PlannedOut(Schema):
    """An answer that waits for its time."""

    id: int
    words: str = Field(alias="text")
    author: Named
    send_at: datetime = Field(alias="outbox.due_at", description="Sent then, unless they write before.")
    planned_at: datetime = Field(alias="outbox.planned_at", description="When its time was chosen.")


class PlannedPage(Paged):
    """Some planned answers, in the order in which they were written."""

    planned: list[PlannedOut]


class Replanned(Schema):
    """Its words and its time, both as they are from now on."""

    words: Words
    send_at: Moment


@router.get("/cases/{number}/planned", response=PlannedPage, summary="List the planned answers, a page at a time")
@door(scope="cases:read")
def planned(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """What waits for its time, whoever of us wrote it."""
    said = seen(Message, request).planned().filter(thread__journey=the_case(request, number).journey_id)
    return paging.page("planned", said.select_related("outbox", "author"), by=("id",))


@router.post("/cases/{number}/planned/{message}/change", response={201: Said}, summary="Change a planned answer")
@door(scope="cases:write", right="cases.reply")
def change(request: HttpRequest, number: str, message: int, given: Replanned) -> Status:
    """Other words or another time: what is answered with is the message that waits from now on."""
    case = the_case(request, number)
    found = _said(request, case, message)
    return Status(201, case.replan(found, text=given.words, send_at=given.send_at, by=me(request)))


@router.post("/cases/{number}/planned/{message}/sending", response={201: Said}, summary="Send a planned answer now")
@door(scope="cases:write", right="conversations.write")
def send(request: HttpRequest, number: str, message: int) -> Status:
    """It goes out in ten seconds, and can be taken back until then."""
    found = _said(request, the_case(request, number), message)
    found.send_now(by=me(request))
    return Status(201, found)


@router.post("/cases/{number}/planned/{message}/withdrawal", response={201: Said}, summary="Take an answer back")
@door(scope="cases:write", right="conversations.write")
def withdraw(request: HttpRequest, number: str, message: int) -> Status:
    """It is not sent, and its words are in its author's draft; also within the ten seconds of any answer."""
    found = _said(request, the_case(request, number), message)
    found.take_back_written(by=me(request))
    return Status(201, found)


def _said(request: HttpRequest, case: Case, message: int) -> Message:
    seen_here = seen(Message, request).filter(thread__journey=case.journey_id)
    found: Message = find(
        request, seen_here.select_related("thread__journey", "contact__account", "author"), pk=message
    )
    return found
