"""What was asked and answered about a need, and what is found so far."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.conversations.models import Message
from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging

from ..models import DiagnosisSession, GuideVersion, Source
from ..models.recognising import Recognised, recognised
from ..models.table import LEVELS

router = Router()


class EvidenceOut(Schema):
    """One answer, in the order in which it was given."""

    seq: int
    question: str
    wording: str
    answer: str = Field(description="yes, no or dont_know")
    quantity: Decimal | None
    source: str
    message: int | None = Field(alias="message_id", description="In which message of theirs they say so.")
    by: int | None = Field(None, alias="by_id")
    event: int | None = Field(None, alias="event_id", description="The alarm of a machine by which we know it.")
    at: datetime
    rules: list[str] = Field(description="The rules that fired because of it.")
    before: list[float] | None = Field(description="The chances of severity 1, 2 and 3 before it.")
    after: list[float] | None = Field(description="And after it.")
    model_version: str = Field(description="Where the likelihoods come from: expert.")


class SessionOut(Schema):
    """One run of a guide, and what its answers say."""

    id: int
    guide: str = Field(alias="version.guide.code")
    version: int = Field(alias="version.number")
    symptom: str = Field(description="What they reported, where the guide knows symptoms.")
    account: int = Field(alias="journey.account_id")
    contracted: int | None
    unit: str
    begun_at: datetime
    settled_level: int | None
    settled_at: datetime | None
    left_at: datetime | None = Field(description="Since when another guide is asked instead.")
    evidence: list[EvidenceOut]
    fired: list[str] = Field(description="The rules that hold, in words.")
    mildest: int = Field(description="Nothing milder than this severity can be settled.")
    called: int = Field(description="What the evidence says that it is.")
    chances: list[float] | None = Field(description="Of severity 1, 2 and 3; null for a guide that knows no causes.")
    refusals: list[str] = Field(description="Why severity 1, 2 and 3 cannot be settled; empty where one can.")
    next_question: str | None = Field(description="The code of the question to ask now.")

    @staticmethod
    def resolve_fired(session: DiagnosisSession) -> list[str]:
        return [str(each) for each in session.finding().fired]

    @staticmethod
    def resolve_mildest(session: DiagnosisSession) -> int:
        return session.finding().mildest

    @staticmethod
    def resolve_called(session: DiagnosisSession) -> int:
        return session.finding().called

    @staticmethod
    def resolve_chances(session: DiagnosisSession) -> list[float] | None:
        return session.finding().chances

    @staticmethod
    def resolve_refusals(session: DiagnosisSession) -> list[str]:
        finding = session.finding()
        return [finding.refusal(level) for level in LEVELS]

    @staticmethod
    def resolve_next_question(session: DiagnosisSession) -> str | None:
        question = session.finding().next_question
        return question.code if question else None


class SymptomOut(Schema):
    """Something that customers report."""

    code: str
    name: str


class GuideOut(Schema):
    """By what may be asked."""

    guide: str = Field(alias="guide.code")
    version: int = Field(alias="number")
    name: str
    symptoms: list[SymptomOut]

    @staticmethod
    def resolve_symptoms(version: GuideVersion) -> list[dict[str, str]]:
        causation = version.asks.causation
        return [{"code": each.code, "name": str(each.name)} for each in causation.symptoms] if causation else []


class GuidesPage(Paged):
    """Some guides."""

    guides: list[GuideOut]


class RecognisedOut(Schema):
    """A symptom that their words name."""

    guide: str = Field(alias="version.guide.code")
    symptom: str = Field(alias="symptom.code")
    name: str
    phrases: list[str] = Field(description="The words of theirs by which it was known.")

    @staticmethod
    def resolve_name(found: Recognised) -> str:
        return str(found.symptom.name)


class RecognitionOut(Schema):
    """What their words speak of, the likeliest first."""

    recognised: list[RecognisedOut]


class AnswerIn(Schema):
    """An answer: a word, or a number where one is asked for."""

    question: str = Field(max_length=80)
    answer: str = Field("", max_length=20, description="yes, no or dont_know; empty where a quantity is given")
    quantity: int | None = Field(None, ge=0, le=1_000_000)
    source: Literal[Source.CUSTOMER, Source.OBSERVED] = Field(
        Source.CUSTOMER, description="Who says so; what machines say, the house knows by itself."
    )
    message: int | None = Field(None, description="The id of the message of theirs in which they say so.")


def _found(request: HttpRequest, session: int) -> DiagnosisSession:
    seen = DiagnosisSession.objects.visible_to(request.person).with_everything()  # type: ignore[attr-defined]
    found: DiagnosisSession = find(request, seen, pk=session)
    return found


@router.get("/guides", response=GuidesPage, summary="List the guides, a page at a time")
@door(scope="diagnosis:read")
def guides(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """The current version of each, with what customers report."""
    return paging.page("guides", GuideVersion.objects.visible_to(request.person).current())  # type: ignore[attr-defined]


@router.get("/guides/recognised", response=RecognitionOut, summary="Recognise what somebody reports")
@door(scope="diagnosis:read")
def recognise(request: HttpRequest, words: str = Query("", max_length=2000)) -> dict[str, list[Recognised]]:
    """The symptoms that their words name; nothing is begun by it."""
    current = GuideVersion.objects.visible_to(request.person).current()  # type: ignore[attr-defined]
    return {"recognised": recognised(words, list(current))}


@router.get("/diagnosis/{session}", response=SessionOut, summary="Read what was asked and found")
@door(scope="diagnosis:read")
def session(request: HttpRequest, session: int) -> DiagnosisSession:
    """One run of a guide with its whole log of evidence."""
    return _found(request, session)


@router.post("/diagnosis/{session}/answers", response={201: SessionOut}, summary="Write down an answer")
@door(scope="diagnosis:write", right="diagnosis.answer")
def answer(request: HttpRequest, session: int, given: AnswerIn) -> Status[DiagnosisSession]:
    """One given again stands from now on; the earlier stays in the log."""
    found = _found(request, session)
    more: dict[str, Any] = given.dict()
    if given.message is not None:
        more["message"] = find(request, Message.objects.visible_to(request.person), pk=given.message)  # type: ignore[attr-defined]
    found.answer(more.pop("question"), more.pop("answer"), by=request.person, **more)  # type: ignore[attr-defined]
    return Status(201, _found(request, session))
