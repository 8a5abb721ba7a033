"""Severity: what is asked is diagnosis; here it is settled, raised, lowered, and every time it was said."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging
from fiverings.diagnosis.models import Guide

from ..models import Severity
from .finding import me, seen, the_case
from .shapes import Line, Named, Said

router = Router()


class SeverityOut(Schema):
    """How severe a case was said to be, by whom, and on what ground."""

    id: int
    level: int
    ground: str = Field(description="session: the answers; rule; raised or lowered by one of us.")
    rule: str
    reason: str
    session: int | None = Field(None, alias="session_id", description="The answers stand under /diagnosis/{session}.")
    by: Named | None
    at: datetime


class SeveritiesPage(Paged):
    """Some severities, the latest first."""

    severities: list[SeverityOut]


class Level(Schema):
    """How severe it is; 1 is the most severe."""

    level: int = Field(ge=1, le=3)


class GuideIn(Schema):
    """By what to ask: a guide, and what they report; without, what is open, or the guide that fits their words."""

    guide: str = Field("", max_length=80, description="The code of a guide, as /api/guides lists them.")
    symptom: str = Field("", max_length=80, description="The code of a symptom of that guide.")


class Reasoned(Level):
    """How severe it is, and why."""

    reason: Line


@router.get("/cases/{number}/severities", response=SeveritiesPage, summary="List its severities, a page at a time")
@door(scope="cases:read")
def severities(request: HttpRequest, number: str, paging: Query[Paging]) -> dict[str, Any]:
    """Every time it was said, so that a severity that was missed can be seen afterwards."""
    said = seen(Severity, request).filter(case=the_case(request, number)).select_related("by")
    return paging.page("severities", said, by=("-at", "-id"))


@router.post("/cases/{number}/diagnosis", response={201: Said}, summary="Begin to ask how severe it is")
@door(scope="cases:write", right="cases.severity")
def diagnose(request: HttpRequest, number: str, given: GuideIn | None = None) -> Status:
    """The session that is open, or a new one; it is answered under /diagnosis/{session}/answers.

    Naming another guide or symptom leaves the open one; what was answered there and is asked here holds.
    """
    asked = given or GuideIn()
    case = the_case(request, number)
    version = Guide.named(asked.guide, journey=case.journey_id) if asked.guide else None
    return Status(201, case.diagnose(version=version, symptom=asked.symptom, by=me(request)))


@router.post("/cases/{number}/severity/settlement", response={201: SeverityOut}, summary="Settle the severity")
@door(scope="cases:write", right="cases.severity")
def settle(request: HttpRequest, number: str, given: Level) -> Status:
    """By what the open session found; refused with too few answers, or when a rule says that it is worse."""
    return Status(201, the_case(request, number).settle_severity(level=given.level, by=me(request)))


@router.post("/cases/{number}/severity/raising", response={201: SeverityOut}, summary="Raise the severity")
@door(scope="cases:write", right="cases.raise_severity")
def raise_(request: HttpRequest, number: str, given: Reasoned) -> Status:
    """It is worse than we said; anybody may say so, in one line."""
    return Status(201, the_case(request, number).raise_severity(**given.dict(), by=me(request)))


@router.post("/cases/{number}/severity/lowering", response={201: SeverityOut}, summary="Lower the severity")
@door(scope="cases:write", right="cases.severity")
def lower(request: HttpRequest, number: str, given: Reasoned) -> Status:
    """A second person says that it is milder, and no rule speaks against it."""
    return Status(201, the_case(request, number).lower_severity(**given.dict(), by=me(request)))
