"""What the confirmed cases of a guide would change in it: reckoned, read and decided."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import noted
from fiverings.core.paging import Paged, Paging

from ..models import AlreadyDecided, LearningProposal
from .guides import Reasoned, VersionOut, the_guide

router = Router()

NONE_WAITS = "It was decided, or a later one took its place."


class MovedOut(Schema):
    """A number that would change."""

    code: str = Field(description="Of the cause or the state that it is about.")
    before: float
    after: float
    expert: float = Field(description="What experts said.")
    n: float = Field(description="How many cases speak of it.")


class ChangeOut(Schema):
    """A row of numbers that is taken or left as one."""

    place: str = Field(description="By which it is chosen: symptoms.wrong_place.causes.")
    n: int = Field(description="How many cases speak of the row.")
    numbers: list[MovedOut]


class EffectOut(Schema):
    """What all of it would have done to the cases from which it was learned."""

    cases: int
    better: int = Field(description="So many would have been called otherwise, and that costs the customer less.")
    worse: int
    harm: tuple[float, float] = Field(description="Minutes of harm for each case, before and after.")
    brier: tuple[float, float] = Field(description="0 is perfect, 2 the worst; before and after.")
    failing: list[str] = Field(description="Stories of the guide that would fail.")


class ProposalOut(Schema):
    """What cases would change in a guide; nothing changes until somebody accepts it."""

    id: int
    version: int = Field(alias="version.number", description="For which it was reckoned.")
    cases: int
    first_at: datetime
    last_at: datetime
    at: datetime
    changes: list[ChangeOut] = Field(alias="rows", description="That first which moves most.")
    effect: EffectOut = Field(alias="replayed")
    decision: str = Field(description="accepted, declined, replaced, or empty as long as it waits.")
    reason: str
    taken: list[str] = Field(description="The places that were accepted.")


class ProposalsPage(Paged):
    """Some proposals of a guide, the latest first."""

    proposals: list[ProposalOut]


class DeclineIn(Reasoned):
    """When the proposal was reckoned that was read, and why the guide stays as it is."""

    at: datetime


class AcceptIn(DeclineIn):
    """The same, and what of it is right."""

    places: list[str] | None = Field(None, description="What of it is taken; without, all of it.")


@router.get("/guides/{guide}/learning", response=ProposalsPage, summary="List what cases would change in a guide")
@door(scope="diagnosis:read", right="diagnosis.read_guides")
def proposals(request: HttpRequest, guide: str, paging: Query[Paging]) -> dict[str, Any]:
    """The one that waits for a decision, and those that were decided."""
    seen = _seen(request).filter(guide=the_guide(request, guide)).latest_first()
    return paging.page("proposals", seen, by=("-at", "-id"))


@router.post("/guides/{guide}/learning", response={201: ProposalOut}, summary="Reckon what cases would change")
@door(scope="diagnosis:write", right="diagnosis.edit_guides")
def draw(request: HttpRequest, guide: str) -> Status[Any]:
    """One that waits is replaced; refused while too few cases are confirmed, or they say what the guide says."""
    return Status(201, LearningProposal.draw(the_guide(request, guide), by=request.person))  # type: ignore[attr-defined]


@router.post("/guides/{guide}/learning/acceptance", response={201: VersionOut}, summary="Accept what cases say")
@door(scope="diagnosis:write", right="diagnosis.launch_guides")
def accept(request: HttpRequest, guide: str, given: AcceptIn) -> Status[Any]:
    """All of it, or what is chosen, becomes the next version; every story must reach its severity."""
    found = _waiting(request, guide, given.at)
    return Status(201, found.accept(places=given.places, reason=given.reason, by=request.person))  # type: ignore[attr-defined]


@router.post("/guides/{guide}/learning/declining", response={201: ProposalOut}, summary="Decline what cases say")
@door(scope="diagnosis:write", right="diagnosis.launch_guides")
def decline(request: HttpRequest, guide: str, given: DeclineIn) -> Status[Any]:
    """The guide stays as it is."""
    found = _waiting(request, guide, given.at)
    found.decline(reason=given.reason, by=request.person)  # type: ignore[attr-defined]
    return Status(201, found)


def _seen(request: HttpRequest) -> Any:
    return LearningProposal.objects.visible_to(request.person)  # type: ignore[attr-defined]


def _waiting(request: HttpRequest, guide: str, at: datetime) -> LearningProposal:
    """The one that waits for a decision, where it is the one that was read."""
    waits = _seen(request).open().filter(guide=the_guide(request, guide)).select_related("version__guide", "guide")
    found: LearningProposal | None = waits.filter(at=at).first()
    if found is None:
        raise AlreadyDecided(NONE_WAITS)
    return noted(request, found)
