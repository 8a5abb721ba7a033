"""The staff as programs see it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from fiverings.core import clock
from fiverings.core.doors import door
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


class OnDutyOut(Schema):
    """Who answers now for each seat of the roster."""

    at: datetime
    lead: PersonOut
    executive: PersonOut


@router.get("/people", response=list[PersonOut], summary="Everybody who works here")
@door(scope="people:read", right="people.read")
def people(request: HttpRequest) -> object:
    return Person.objects.visible_to(request.person).active().order_by("name", "id")


@router.get("/me", response=PersonOut, summary="Whose session or key this is")
@door(scope="people:read", right="people.read")
def me(request: HttpRequest) -> object:
    return request.person


@router.get("/duty", response=OnDutyOut, summary="Who is on duty now")
@door(scope="people:read", right="people.read")
def duty(request: HttpRequest) -> object:
    at = clock.now()
    return {"at": at, "lead": Duty.lead(at), "executive": Duty.executive(at)}
