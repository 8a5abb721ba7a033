"""How bad it feels, what may be worse than we say, and reviews of severities that were wrong."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.diagnosis.models import GuideVersion

from ..models import DiagnosisReview, FeltSeverity, SeverityDoubt
from .finding import as_it_is_now, me, seen, the, the_case
from .severity import Level
from .shapes import Line, Named

router = Router()


class FeltOut(Schema):
    """How bad it is for a customer, as they said it."""

    id: int
    level: int
    words: str
    contact: int | None = Field(None, alias="contact_id")
    heard_by: Named | None
    at: datetime
    explanation: str = Field(description="What they accept instead of a graver severity; empty where nothing.")
    accepted_at: datetime | None


class FeltIn(Level):
    """How bad it is for them, and in which words they say so."""

    words: Line


class WordsIn(Schema):
    """One line."""

    words: Line


class DoubtOut(Schema):
    """That a case may be worse than we say."""

    id: int
    case: str = Field(alias="case.number")
    level: int = Field(description="What it is called.")
    signs: list[str] = Field(description="chased, outage_words, evidence, telemetry, linked, sooner, quiet.")
    sentence: str = Field(description="Why, in one sentence.")
    quote: str
    raised_at: datetime
    answer: str = Field(description="worse, stands, milder or ended; empty while nobody has looked.")
    answered_at: datetime | None


class DoubtsPage(Paged):
    """Some doubts that nobody has answered, the oldest first."""

    doubts: list[DoubtOut]


class ReviewOut(Schema):
    """A severity that was wrong, and what was changed by it."""

    id: int
    case: str = Field(alias="case.number")
    session: int | None = Field(None, alias="session_id", description="What was asked, under /diagnosis/{session}.")
    told: int
    confirmed: int
    opened_at: datetime
    version: int | None = Field(None, alias="version_id", description="The version of a guide that mends it.")
    reason: str
    closed_by: Named | None
    closed_at: datetime | None


class ReviewsPage(Paged):
    """Some reviews, the oldest first."""

    reviews: list[ReviewOut]


class ClosingIn(Schema):
    """A version that mends it, or why none is needed, in at least twenty characters."""

    guide: str = Field("", max_length=80, description="The code of a guide, with its version.")
    version: int | None = Field(None, ge=1)
    reason: str = Field("", max_length=400)


@router.post("/cases/{number}/felt-severities", response={201: FeltOut}, summary="Note how bad it is for them")
@door(scope="cases:write", right="cases.severity")
def feel(request: HttpRequest, number: str, given: FeltIn) -> Status:
    """One of three, in their words; where we call it milder, owner and lead hear of it."""
    return Status(201, the_case(request, number).hear_felt(**given.dict(), by=me(request)))


@router.post("/cases/{number}/felt-severities/acceptance", response={201: FeltOut}, summary="They accept ours")
@door(scope="cases:write", right="cases.severity")
def accept(request: HttpRequest, number: str, given: WordsIn) -> Status:
    """What was explained to them, so that they accept that we call it milder."""
    case = the_case(request, number)
    case.accept_explanation(words=given.words, by=me(request))
    return Status(201, seen(FeltSeverity, request).filter(case=case).order_by("-at", "-id").first())


@router.get("/severity-doubts", response=DoubtsPage, summary="List the cases that may be worse than we say")
@door(scope="cases:read")
def doubts(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What nobody has looked at yet, of cases that you may see."""
    return paging.page("doubts", seen(SeverityDoubt, request).unanswered().with_everybody(), by=("raised_at", "id"))


@router.post("/cases/{number}/severity/standing", response={201: DoubtOut}, summary="Its severity stands")
@door(scope="cases:write", right="cases.severity")
def stands(request: HttpRequest, number: str, given: WordsIn) -> Status:
    """Why it is not worse, in a line; asking anew or raising it answers the doubt as well."""
    case = the_case(request, number)
    case.let_severity_stand(words=given.words, by=me(request))
    return Status(201, seen(SeverityDoubt, request).filter(case=case).order_by("-answered_at", "-id").first())


@router.get("/diagnosis-reviews", response=ReviewsPage, summary="List the reviews of severities that were wrong")
@door(scope="cases:read", right="cases.review_diagnosis")
def reviews(request: HttpRequest, paging: Query[Paging], open: bool = True) -> dict[str, Any]:
    """Those that wait for somebody, or all."""
    found = seen(DiagnosisReview, request).with_everybody().select_related("closed_by")
    return paging.page("reviews", found.unclosed() if open else found, by=("opened_at", "id"))


@router.post("/diagnosis-reviews/{review}/closing", response={201: ReviewOut}, summary="Close a review")
@door(scope="cases:write", right="cases.review_diagnosis")
def close(request: HttpRequest, review: int, given: ClosingIn) -> Status:
    """By a version of a guide that was made since, or by why the guide stays."""
    found = the(DiagnosisReview, request, review)
    version = None
    if given.version is not None:
        versions = GuideVersion.objects.visible_to(me(request))
        version = find(request, versions, guide__code=given.guide, number=given.version)
    found.close(version=version, reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))
