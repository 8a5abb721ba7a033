"""What the guide proposes: whoever may escalate does so, or the owner or a lead declines."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import EscalationProposal
from .escalations import EscalationOut
from .finding import as_it_is_now, me, seen, the

router = Router()


class ProposalOut(Schema):
    """That a rule proposes to escalate a case, and what became of it."""

    id: int
    case: str = Field(alias="case.number")
    rule: str
    name: str = Field(description="What the rule is called.")
    reason: str
    version: int = Field(alias="guide.number", description="The version of the guide.")
    at: datetime
    answer: str = Field(description="escalated, declined or ended; empty while nobody has answered.")
    answered_at: datetime | None


class ProposalsPage(Paged):
    """Some proposals that nobody has answered, the oldest first."""

    proposals: list[ProposalOut]


@router.get("/escalation-proposals", response=ProposalsPage, summary="List what the guide proposes to escalate")
@door(scope="cases:read")
def proposals(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """What nobody has answered yet, about cases that you may see."""
    return paging.page("proposals", seen(EscalationProposal, request).unanswered().with_everybody(), by=("at", "id"))


@router.get("/escalation-proposals/{proposal}", response=ProposalOut, summary="Read one proposal")
@door(scope="cases:read")
def proposal(request: HttpRequest, proposal: int) -> EscalationProposal:
    """Which rule spoke, and what became of it."""
    return the(EscalationProposal, request, proposal)


@router.post(
    "/escalation-proposals/{proposal}/acceptance", response={201: EscalationOut}, summary="Escalate as proposed"
)
@door(scope="cases:write", right="cases.escalate")
def take(request: HttpRequest, proposal: int) -> Status:
    """A named person holds it from now on."""
    return Status(201, the(EscalationProposal, request, proposal).take(by=me(request)))


@router.post("/escalation-proposals/{proposal}/declining", response={201: ProposalOut}, summary="Decline a proposal")
@door(scope="cases:write", right="cases.escalate")
def decline(request: HttpRequest, proposal: int) -> Status:
    """It need not be escalated; the next time that the rule speaks it proposes again."""
    found = the(EscalationProposal, request, proposal)
    found.decline(by=me(request))
    return Status(201, as_it_is_now(found))
