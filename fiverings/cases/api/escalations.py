"""Escalations: anybody raises one, its holder accepts and decides, the owner confirms."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import Escalation, EscalationKind
from .finding import as_it_is_now, me, seen, the, the_case
from .shapes import Line, Named, Why, Words

router = Router()

Sort = Literal[tuple(EscalationKind.values)]  # type: ignore[valid-type]


class EscalationOut(Schema):
    """A request for authority or urgency, who holds it, and what they decided."""

    id: int
    case: str = Field(alias="case.number")
    kind: str
    reason: str
    needed: str
    raised_by: Named | None = Field(description="Null when a rule raised it.")
    rule: str
    state: str
    level: int
    holder: Named = Field(description="With whom it lies now.")
    raised_at: datetime
    accept_by: datetime
    resolve_by: datetime | None
    decision: str
    authority: str
    decided_at: datetime | None
    ended_at: datetime | None


class EscalationsPage(Paged):
    """Some escalations that lie with you, the first raised first."""

    escalations: list[EscalationOut]


class Precedents(Schema):
    """What was decided about like cases: by the same rule first, then about the same sort of need."""

    precedents: list[EscalationOut]


class NewEscalation(Schema):
    """Whom a case needs, and why."""

    kind: Sort = Field(  # type: ignore[valid-type]
        EscalationKind.HIERARCHICAL.value,
        description="functional: somebody who knows how; hierarchical: who may decide.",
    )
    reason: Words
    needed: Line = Field("", description="What exactly is needed.")


class Decision(Schema):
    """What is to be done, and on what authority."""

    words: Words
    authority: Line


@router.post("/cases/{number}/escalation", response={201: EscalationOut}, summary="Escalate a case")
@door(scope="cases:write", right="cases.escalate")
def escalate(request: HttpRequest, number: str, given: NewEscalation) -> Status:
    """A named person holds it from now on, and climbs by the clock when nobody accepts it."""
    return Status(201, the_case(request, number).escalate(**given.dict(), by=me(request)))


@router.get("/escalations", response=EscalationsPage, summary="List escalations that lie with you, a page at a time")
@door(scope="cases:read")
def escalations(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What you are to accept, or to decide."""
    held = seen(Escalation, request).held_by(me(request)).with_everybody()
    return paging.page("escalations", held, by=("raised_at", "id"))


@router.get("/escalations/{escalation}", response=EscalationOut, summary="Read one escalation")
@door(scope="cases:read")
def escalation(request: HttpRequest, escalation: int) -> Escalation:
    """Why it was raised, who holds it, and what was decided."""
    return the(Escalation, request, escalation)


@router.get("/escalations/{escalation}/precedents", response=Precedents, summary="Read what was decided in like cases")
@door(scope="cases:read")
def precedents(request: HttpRequest, escalation: int) -> dict[str, Any]:
    """The nearest decisions about cases that you may see."""
    return {"precedents": the(Escalation, request, escalation).precedents(me(request))}


@router.post("/escalations/{escalation}/acceptance", response={201: EscalationOut}, summary="Accept an escalation")
@door(scope="cases:write", right="cases.decide")
def accept(request: HttpRequest, escalation: int) -> Status:
    """From now on you owe a decision by our standard; the customer hears that you do."""
    found = the(Escalation, request, escalation)
    found.accept(by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/escalations/{escalation}/decision", response={201: EscalationOut}, summary="Decide an escalation")
@door(scope="cases:write", right="cases.decide")
def decide(request: HttpRequest, escalation: int, given: Decision) -> Status:
    """The owner carries it out."""
    found = the(Escalation, request, escalation)
    found.decide(words=given.words, authority=given.authority, by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/escalations/{escalation}/confirmation", response={201: EscalationOut}, summary="Confirm a decision")
@door(scope="cases:write", right="cases.escalate")
def confirm(request: HttpRequest, escalation: int) -> Status:
    """The owner has what was needed."""
    found = the(Escalation, request, escalation)
    found.confirm(by=me(request))
    return Status(201, as_it_is_now(found))


@router.post("/escalations/{escalation}/withdrawal", response={201: EscalationOut}, summary="Withdraw an escalation")
@door(scope="cases:write", right="cases.escalate")
def withdraw(request: HttpRequest, escalation: int, given: Why) -> Status:
    """It is not needed after all; who held it reads why."""
    found = the(Escalation, request, escalation)
    found.withdraw(reason=given.reason, by=me(request))
    return Status(201, as_it_is_now(found))
