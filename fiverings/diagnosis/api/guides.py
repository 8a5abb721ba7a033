"""Guides as they are kept: their versions, the draft of the next, and what goes live, is tried, or is asked again."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging

from ..models import DraftMovedOn, Guide, GuideDraft, GuideVersion, TrialOver, VersionTrial

router = Router()

NOBODY_WRITES = "Nobody writes on this guide."
NOT_TRIED = "Nothing of this guide is on trial."


class VersionOut(Schema):
    """What a guide asked at one time."""

    number: int
    made_by: int | None = Field(alias="made_by_id")
    made_at: datetime
    live_since: datetime | None = Field(None, alias="launch.at", description="Null where it never went live.")
    reason: str = Field("", alias="launch.reason")
    trial_share: int | None = Field(
        None, alias="trial.share", description="In how many of 100 new diagnoses it was tried."
    )
    trial_outcome: str | None = Field(
        None, alias="trial.outcome", description="live, given_up, or empty as long as it runs."
    )
    definition: dict[str, Any]


class VersionsPage(Paged):
    """Some versions of a guide, the newest first."""

    versions: list[VersionOut]


class StoryOut(Schema):
    """A story of the draft, and what came of it."""

    name: str = Field(alias="story.name")
    severity: int = Field(alias="story.severity", description="That it must reach.")
    called: int = Field(description="That it reaches.")


class DraftOut(Schema):
    """What the next version of a guide will ask; nobody asks by it yet."""

    edition: int = Field(description="Grows with each change; 0 where nobody writes.")
    definition: dict[str, Any] | None
    lacks: list[str] = Field(description="What is wanted before anybody can be asked by it.")
    changes: list[str] = Field(description="What it says otherwise than what is asked now.")
    stories: list[StoryOut]


class DraftIn(Schema):
    """A whole definition, as in the YAML file of a guide."""

    definition: dict[str, Any]
    replaces: int = Field(0, ge=0, description="The edition of the draft that was read; another one is not replaced.")


class Reasoned(Schema):
    """Why, in one line."""

    reason: str = Field(max_length=300)


class LaunchIn(Reasoned):
    """The draft as it was read."""

    edition: int


class TrialIn(LaunchIn):
    """The draft as it was read, and how often it is tried."""

    share: int = Field(description="In how many of 100 new diagnoses: 10, 25 or 50.")


class ReturnIn(Reasoned):
    """Which version is asked again."""

    version: int = Field(ge=1)


@router.get("/guides/{guide}/versions", response=VersionsPage, summary="List the versions of a guide")
@door(scope="diagnosis:read", right="diagnosis.read_guides")
def versions(request: HttpRequest, guide: str, paging: Query[Paging]) -> dict[str, Any]:
    """Each with its whole definition, who made it, and since when new diagnoses asked by it."""
    seen = GuideVersion.objects.visible_to(request.person).filter(guide=the_guide(request, guide))  # type: ignore[attr-defined]
    return paging.page("versions", seen.latest_first(), by=("-number", "-id"))


@router.get("/guides/{guide}/draft", response=DraftOut, summary="Read the draft of a guide")
@door(scope="diagnosis:read", right="diagnosis.read_guides")
def draft(request: HttpRequest, guide: str) -> dict[str, Any] | GuideDraft:
    """What is being written, what it lacks, what it changes, and what comes of its stories."""
    empty: dict[str, Any] = {"edition": 0, "definition": None, "lacks": [], "changes": [], "stories": []}
    found = _draft_of(request, the_guide(request, guide))
    return _shown(found) if found else empty


@router.put("/guides/{guide}/draft", response=DraftOut, summary="Put a definition as the draft of a guide")
@door(scope="diagnosis:write", right="diagnosis.edit_guides")
def put_draft(request: HttpRequest, guide: str, given: DraftIn) -> dict[str, Any]:
    """Mistakes are named by their places; nobody asks by it before it goes live."""
    definition = given.definition | {"code": the_guide(request, guide).code}
    taken = GuideDraft.take_in(definition, replaces=given.replaces, by=request.person)  # type: ignore[attr-defined]
    return _shown(taken)


@router.post("/guides/{guide}/launch", response={201: VersionOut}, summary="Let the draft of a guide go live")
@door(scope="diagnosis:write", right="diagnosis.launch_guides")
def launch(request: HttpRequest, guide: str, given: LaunchIn) -> Status[Any]:
    """Refused while something lacks or a story fails; what is being asked goes on as it was begun."""
    found = _draft(request, the_guide(request, guide))
    return Status(201, found.go_live(**given.dict(), by=request.person))  # type: ignore[attr-defined]


@router.post("/guides/{guide}/trial", response={201: VersionOut}, summary="Put the draft of a guide on trial")
@door(scope="diagnosis:write", right="diagnosis.try_guides")
def trial(request: HttpRequest, guide: str, given: TrialIn) -> Status[Any]:
    """A share of new diagnoses ask by it, always those of the same journeys."""
    found = _draft(request, the_guide(request, guide))
    return Status(201, found.try_out(**given.dict(), by=request.person).version)  # type: ignore[attr-defined]


@router.post("/guides/{guide}/trial/launch", response={201: VersionOut}, summary="End a trial: go live")
@door(scope="diagnosis:write", right="diagnosis.launch_guides")
def trial_launch(request: HttpRequest, guide: str, given: Reasoned) -> Status[Any]:
    """What is on trial is asked in all new diagnoses from now on."""
    found = _trial(request, the_guide(request, guide))
    found.go_live(reason=given.reason, by=request.person)  # type: ignore[attr-defined]
    return Status(201, _version(request, found.version_id))


@router.post("/guides/{guide}/trial/end", response={201: VersionOut}, summary="End a trial: give it up")
@door(scope="diagnosis:write", right="diagnosis.try_guides")
def trial_end(request: HttpRequest, guide: str, given: Reasoned) -> Status[Any]:
    """Nobody new is asked by it; what was begun by it goes on."""
    found = _trial(request, the_guide(request, guide))
    found.give_up(reason=given.reason, by=request.person)  # type: ignore[attr-defined]
    return Status(201, _version(request, found.version_id))


@router.post("/guides/{guide}/return", response={201: VersionOut}, summary="Go back to an earlier version")
@door(scope="diagnosis:write", right="diagnosis.launch_guides")
def go_back(request: HttpRequest, guide: str, given: ReturnIn) -> Status[Any]:
    """One more version, equal to the earlier one, goes live."""
    found = the_guide(request, guide)
    made = found.go_back(number=given.version, reason=given.reason, by=request.person)  # type: ignore[attr-defined]
    return Status(201, made)


def the_guide(request: HttpRequest, code: str) -> Guide:
    """The guide of an address; 404 where there is none."""
    found: Guide = find(request, Guide.objects.visible_to(request.person), code=code)  # type: ignore[attr-defined]
    return found


def _draft_of(request: HttpRequest, guide: Guide) -> GuideDraft | None:
    seen = GuideDraft.objects.visible_to(request.person).filter(guide=guide)  # type: ignore[attr-defined]
    found: GuideDraft | None = seen.select_related("guide").first()
    return found


def _draft(request: HttpRequest, guide: Guide) -> GuideDraft:
    if (found := _draft_of(request, guide)) is None:
        raise DraftMovedOn(NOBODY_WRITES)
    return found


def _trial(request: HttpRequest, guide: Guide) -> VersionTrial:
    found: VersionTrial | None = VersionTrial.objects.visible_to(request.person).running().filter(guide=guide).first()  # type: ignore[attr-defined]
    if found is None:
        raise TrialOver(NOT_TRIED)
    return found


def _version(request: HttpRequest, version: int) -> GuideVersion:
    seen = GuideVersion.objects.visible_to(request.person).select_related("launch", "trial")  # type: ignore[attr-defined]
    found: GuideVersion = find(request, seen, pk=version)
    return found


def _shown(draft: GuideDraft) -> dict[str, Any]:
    return {
        "edition": draft.edition,
        "definition": draft.definition,
        "lacks": [str(each) for each in draft.lacks],
        "changes": draft.changes,
        "stories": draft.rehearsals,
    }
