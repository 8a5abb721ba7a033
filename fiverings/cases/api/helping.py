"""Help: the owner asks a colleague or a department, who accepts, answers, or says why not."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import model_validator

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.people.models import Person, Team

from ..models import CollaborationRequest
from .finding import as_it_is_now, colleague, me, seen, the, the_case
from .shapes import Moment, Named, Why, Words

router = Router()


class HelpOut(Schema):
    """Help that is asked for, who holds the request, and the answer."""

    id: int
    case: str = Field(alias="case.number")
    what: str
    asked_by: Named
    to_person: Named | None
    to_team: Named | None
    state: str
    holder: Named = Field(description="With whom it lies now.")
    needed_by: datetime
    accept_by: datetime
    asked_at: datetime
    accepted_at: datetime | None
    answer: str
    ended_at: datetime | None


class HelpPage(Paged):
    """Some requests that lie with you, the first asked first."""

    help: list[HelpOut]


class NewRequest(Schema):
    """What is asked of whom: of a colleague or of a department."""

    to_person: int | None = Field(None, description="The id of a colleague.")
    to_team: int | None = Field(None, description="The id of a department.")
    what: Words
    needed_by: Moment

    @model_validator(mode="after")
    def one_is_asked(self) -> "NewRequest":
        """Somebody, or a department."""
        if (self.to_person is None) == (self.to_team is None):
            raise ValueError("Name either to_person or to_team.")
        return self


class Found(Schema):
    """What a helper found."""

    answer: Words


@router.post("/cases/{number}/help", response={201: HelpOut}, summary="Ask for help with a case")
@door(scope="cases:write", right="cases.ask")
def ask(request: HttpRequest, number: str, given: NewRequest) -> Status:
    """The owner stays the owner; the customer hears who helps."""
    found, to = the_case(request, number), _asked(request, given)
    return Status(201, found.ask(to=to, what=given.what, needed_by=given.needed_by, by=me(request)))


def _asked(request: HttpRequest, given: NewRequest) -> Person | Team:
    if given.to_person is not None:
        return colleague(request, given.to_person)
    return find(request, seen(Team, request), pk=given.to_team)


@router.get("/help", response=HelpPage, summary="List the help that is asked of you, a page at a time")
@door(scope="cases:read")
def requests(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What lies with you: to accept, or to answer."""
    held = seen(CollaborationRequest, request).held_by(me(request)).with_everybody()
    return paging.page("help", held, by=("asked_at", "id"))


@router.get("/help/{asked}", response=HelpOut, summary="Read one request for help")
@door(scope="cases:read")
def request_(request: HttpRequest, asked: int) -> CollaborationRequest:
    """What was asked of whom, and the answer."""
    return the(CollaborationRequest, request, asked)


@router.post("/help/{asked}/acceptance", response={201: HelpOut}, summary="Accept to help")
@door(scope="cases:write", right="cases.help")
def accept(request: HttpRequest, asked: int) -> Status:
    """From now on you owe an answer by the time that was named."""
    found = the(CollaborationRequest, request, asked)
    found.accept(by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/help/{asked}/declining", response={201: HelpOut}, summary="Decline to help")
@door(scope="cases:write", right="cases.help")
def decline(request: HttpRequest, asked: int, given: Why) -> Status:
    """Say why you cannot; who stands above is asked."""
    found = the(CollaborationRequest, request, asked)
    found.decline(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/help/{asked}/answer", response={201: HelpOut}, summary="Give help")
@door(scope="cases:write", right="cases.help")
def give(request: HttpRequest, asked: int, given: Found) -> Status:
    """Tell the owner what you found; what you promised them is kept by it."""
    found = the(CollaborationRequest, request, asked)
    found.give(answer=given.answer, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/help/{asked}/withdrawal", response={201: HelpOut}, summary="Withdraw a request for help")
@door(scope="cases:write", right="cases.ask")
def withdraw(request: HttpRequest, asked: int) -> Status:
    """It is not needed any more."""
    found = the(CollaborationRequest, request, asked)
    found.withdraw(by=me(request))
    return Status(201, as_it_is_now(found))
