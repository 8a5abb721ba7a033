"""The staff as programs see it."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from fiverings.core import clock
from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.people.models import Absence, Duty, Person

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


Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC))]


class AbsenceOut(Schema):
    """When somebody is away, and who stands in."""

    id: int
    person: int = Field(alias="person_id")
    since: datetime
    until: datetime
    covered_from: datetime = Field(description="From then on colleagues are asked to look after what cannot wait.")
    substitute: int | None = Field(None, alias="substitute_id")


class AbsencesPage(Paged):
    """Some absences that last or are to come, the next first."""

    absences: list[AbsenceOut]


class NewAbsence(Schema):
    """From when to when you are away, and who stands in."""

    since: Moment
    until: Moment
    substitute: int | None = Field(None, description="The id of a colleague.")


class GoingHome(Schema):
    """When you are back."""

    back_at: Moment


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


@router.get("/absences", response=AbsencesPage, summary="List who is away or will be, a page at a time")
@door(scope="people:read", right="people.read")
def absences(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Everybody must know who is away, and who stands in."""
    seen = Absence.objects.visible_to(request.person).not_over(clock.now())
    return paging.page("absences", seen, by=("since", "id"))


@router.post("/me/absences", response={201: AbsenceOut}, summary="Plan an absence of yours")
@door(scope="people:write", right="people.own")
def be_away(request: HttpRequest, given: NewAbsence) -> Status:
    """Half a working day before, colleagues are asked to look after what cannot wait for you."""
    known = Person.objects.visible_to(request.person).active()
    substitute = None if given.substitute is None else find(request, known, pk=given.substitute)
    planned = request.person.be_away(given.since, given.until, substitute=substitute, by=request.person)
    return Status(201, planned)


@router.post("/me/going-home", response={201: AbsenceOut}, summary="Leave for today")
@door(scope="people:write", right="people.own")
def go_home(request: HttpRequest, given: GoingHome) -> Status:
    """What is due before you are back is offered to colleagues; what nobody accepts in time is the lead's on duty."""
    return Status(201, request.person.go_home(back_at=given.back_at, by=request.person))


@router.post("/absences/{absence}/end", response={201: AbsenceOut}, summary="End an absence")
@door(scope="people:write", right="people.own")
def end_absence(request: HttpRequest, absence: int) -> Status:
    """Of your own absences; who plans those of others ends theirs too."""
    found = find(request, Absence.objects.visible_to(request.person).select_related("person"), pk=absence)
    found.end(by=request.person)
    return Status(201, found)
