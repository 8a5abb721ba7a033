"""The gate: what is asked at the beginning, what of it is missing, and that nothing is missing any more."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.customers.models import Site

from ..models import Case, Intake, Kind
from .finding import me, seen, the_case
from .shapes import CaseOut, Line, Named, Words

router = Router()

Sort = Literal[tuple(Kind.values)]  # type: ignore[valid-type]


class MissingOut(Schema):
    """One thing without which a case does not pass the gate."""

    code: str
    sentence: str


class IntakeOut(Schema):
    """What they told us, and what nobody has asked or told them yet."""

    need: str
    kind: str
    site: Named | None
    call_back: str = Field(description="Where to call them back.")
    since: str = Field(description="Since when.")
    tried: str = Field(description="What was tried.")
    effect: str = Field(description="What it stops.")
    completed_at: datetime | None = Field(description="When it passed the gate.")
    missing: list[MissingOut] = Field(description="Empty when it may pass.")


class Answers(Schema):
    """What they told us; what is left out is emptied."""

    site: int | None = Field(None, description="The id of a place of theirs.")
    call_back: Line = ""
    since: Line = ""
    tried: Words = ""
    effect: Words = ""
    kind: Sort = Field("", description="What sort of need it is; empty leaves it as it is.")  # type: ignore[valid-type]


@router.get("/cases/{number}/intake", response=IntakeOut, summary="Read what was asked at the gate")
@door(scope="cases:read")
def intake(request: HttpRequest, number: str) -> dict[str, object]:
    """What they told us, and what is missing."""
    return _told(request, the_case(request, number))


@router.put("/cases/{number}/intake", response=IntakeOut, summary="Write down what they told us")
@door(scope="cases:write", right="cases.open")
def note_intake(request: HttpRequest, number: str, given: Answers) -> dict[str, object]:
    """So that nobody asks it again; it may change until the gate is passed."""
    found = the_case(request, number)
    sites = seen(Site, request).filter(account=found.account_id)
    site = find(request, sites, pk=given.site) if given.site is not None else None
    found.note_intake(**given.dict(exclude={"site"}), site=site, by=me(request))
    return _told(request, found)


@router.post("/cases/{number}/intake/completion", response={201: CaseOut}, summary="Pass the gate")
@door(scope="cases:write", right="cases.open")
def complete_intake(request: HttpRequest, number: str) -> Status:
    """From now on we are on it; refused with all that is missing, each as a code and a sentence."""
    found = the_case(request, number)
    found.complete_intake(by=me(request))
    return Status(201, found)


class Conversion(Schema):
    """What sort of need it is after all."""

    kind: Sort = Field(description="Never internal where a contact waits.")  # type: ignore[valid-type]


@router.post("/cases/{number}/conversion", response={201: CaseOut}, summary="Sort a case anew")
@door(scope="cases:write", right="cases.open")
def convert(request: HttpRequest, number: str, given: Conversion) -> Status:
    """Past the gate: it is of another sort than we said; what was promised stays as it was told."""
    found = the_case(request, number)
    found.convert(kind=given.kind, by=me(request))
    return Status(201, found)


def _told(request: HttpRequest, case: Case) -> dict[str, object]:
    noted = seen(Intake, request).select_related("site").filter(case=case).first() or Intake(case=case)
    words = {name: getattr(noted, name) for name in ("site", "call_back", "since", "tried", "effect", "completed_at")}
    return {"need": case.need, "kind": case.kind, "missing": case.missing(), **words}
