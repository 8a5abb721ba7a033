"""Templates and signatures for programs: the same acts as on the pages."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.people.models import Person, Team

from .models import Template, TemplateVersion

router = Router(tags=["templates"])

Sort = Literal[tuple(Template.Kind.values)]  # type: ignore[valid-type]
Name = Annotated[str, Field(max_length=100)]
Tag = Annotated[str, Field(max_length=20, description="A language: en, fr, fr-ca.")]
Prepared = Annotated[str, Field(max_length=20_000, description="With fields in braces, and with marks.")]


class Wording(Schema):
    """Prepared words, with their fields and marks."""

    id: int
    kind: str
    name: str
    team: int | None = Field(alias="team_id", description="Null for all teams.")
    language: str
    text: str
    written_by: int | None = Field(alias="written_by_id")
    written_at: datetime


class PreparedOut(Wording):
    """Prepared words, as they stand."""

    withdrawn_at: datetime | None = Field(description="Since when nobody takes it any more.")


class PreparedPage(Paged):
    """Some of what is prepared."""

    templates: list[PreparedOut]


class VersionsPage(Paged):
    """Some earlier wordings, the latest first."""

    versions: list[Wording]


class Prepare(Schema):
    """Words for answers, or the signature below them."""

    kind: Sort = "answer"  # type: ignore[valid-type]
    name: Name
    team: int | None = Field(None, description="The id of a team; null for all.")
    language: Tag
    text: Prepared


def _me(request: HttpRequest) -> Person:
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def _the(request: HttpRequest, template: int) -> Template:
    found: Template = find(request, Template.objects.visible_to(_me(request)), pk=template)
    return found


def _columns(request: HttpRequest, given: Prepare) -> dict[str, Any]:
    team = None if given.team is None else find(request, Team.objects.visible_to(_me(request)), pk=given.team)
    return given.dict() | {"team": team}


@router.get("/templates", response=PreparedPage, summary="List templates and signatures, a page at a time")
@door(scope="templates:read", right="conversations.templates")
def templates(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Those that can be taken, in the order in which they were first written."""
    return paging.page("templates", Template.objects.visible_to(_me(request)).standing(), by=("id",))


@router.get("/templates/{template}", response=PreparedOut, summary="Read one template")
@door(scope="templates:read", right="conversations.templates")
def template(request: HttpRequest, template: int) -> Template:
    """Its words with their fields, who wrote them and when."""
    return _the(request, template)


@router.get(
    "/templates/{template}/versions", response=VersionsPage, summary="List its earlier wordings, a page at a time"
)
@door(scope="templates:read", right="conversations.templates")
def versions(request: HttpRequest, template: int, paging: Query[Paging]) -> dict[str, Any]:
    """How it read before each change, and since when."""
    earlier = TemplateVersion.objects.visible_to(_me(request)).filter(template=_the(request, template))
    return paging.page("versions", earlier, by=("-id",))


@router.post("/templates", response={201: PreparedOut}, summary="Prepare a template or a signature")
@door(scope="templates:write", right="conversations.templates")
def prepare(request: HttpRequest, given: Prepare) -> Status:
    """Each field is checked: one that nobody could fill in is refused, with those that are known."""
    return Status(201, Template.write(by=_me(request), **_columns(request, given)))


@router.put("/templates/{template}", response=PreparedOut, summary="Change a template")
@door(scope="templates:write", right="conversations.templates")
def change(request: HttpRequest, template: int, given: Prepare) -> Template:
    """It reads like this from now on; what was sent stands, and how it read before is kept."""
    found = _the(request, template)
    found.change(by=_me(request), **_columns(request, given))
    return found


@router.post("/templates/{template}/withdrawal", response={201: PreparedOut}, summary="Withdraw a template")
@door(scope="templates:write", right="conversations.templates")
def withdraw(request: HttpRequest, template: int) -> Status:
    """Nobody takes it any more; what was sent stands."""
    found = _the(request, template)
    found.withdraw(by=_me(request))
    return Status(201, found)
