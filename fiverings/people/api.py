"""The staff as programs see it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fiverings.core import clock
from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging
from fiverings.people.models import Duty, Person

router = Router(tags=["people"])


class PersonOut(Schema):
    """A member of the staff."""

    id: int
    name: str
    known_as: str
    email: str
    roles: list[str]
    languages: list[str]
    zone: str
    presence: str
    is_active: bool


class PeoplePage(Paged):
    """Some of the staff, by name."""

    people: list[PersonOut]


class OnDutyOut(Schema):
    """Who answers now for each seat of the roster."""

    at: datetime
    lead: PersonOut
    executive: PersonOut


@router.get("/people", response=PeoplePage, summary="List everybody who works here, a page at a time")
@door(scope="people:read", right="people.read")
def people(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Colleagues by name, with their roles and where their attention is now; programs are not among them."""
    return paging.page("people", Person.objects.visible_to(request.person).active(), by=("name", "id"))


@router.get("/me", response=PersonOut, summary="Read whose session or key this is")
@door(scope="people:read", right="people.read")
def me(request: HttpRequest) -> object:
    """The person as whom you act: yourself, or the program whose key this is."""
    return request.person


@router.get("/duty", response=OnDutyOut, summary="Read who is on duty now")
@door(scope="people:read", right="people.read")
def duty(request: HttpRequest) -> object:
    """The lead and the executive who answer at this moment; each seat is always held."""
    at = clock.now()
    return {"at": at, "lead": Duty.lead(at), "executive": Duty.executive(at)}
