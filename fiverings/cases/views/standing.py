"""Where a case stands: who owns it, who helps, who decides, and what the reader may do about it."""

from __future__ import annotations

from typing import Any

from fiverings.people.models import Person, Role

from ..models import Case, CollaborationRequest, Escalation
from .reading import Reading


def who_stands_by(reading: Reading) -> dict[str, Any]:
    """The owner's helpers and whoever decides, for one reader."""
    case, raised = reading.case, reading.escalation
    person: Person = reading.request.person  # type: ignore[attr-defined]
    return {
        "offer": reading.offer,
        "crew": [_with_acts(each, case, person) for each in reading.requests],
        "proposals": reading.proposals,
        "may_escalate": not case.is_closed and person.may("cases.escalate"),
        "may_decline": person.pk == case.owner_id or person.has_role(Role.LEAD),
        "raised": _to_decide(raised, case, person) if raised else None,
    }


def _with_acts(request: CollaborationRequest, case: Case, person: Person) -> CollaborationRequest:
    mine, state = request.holder_id == person.pk, request.State
    asks = person.pk in (request.asked_by_id, case.owner_id) or person.has_role(Role.LEAD)
    request.may_accept = request.state == state.ASKED and mine and person.may("cases.help")  # type: ignore[attr-defined]
    request.may_answer = request.state == state.HELPING and mine  # type: ignore[attr-defined]
    request.may_withdraw = request.ended_at is None and asks and person.may("cases.ask")  # type: ignore[attr-defined]
    return request


def _to_decide(raised: Escalation, case: Case, person: Person) -> Escalation:
    shown: Any = raised
    mine, state = raised.holder_id == person.pk and person.may("cases.decide"), raised.State
    shown.may_accept = mine and raised.state == state.RAISED
    shown.may_decide = mine and raised.state == state.HELD
    shown.may_confirm = raised.state == state.DECIDED and person.pk == case.owner_id
    raisers = (raised.raised_by_id, case.owner_id)
    shown.may_withdraw = person.pk in raisers or person.has_role(Role.LEAD)
    shown.waits_for_me = shown.may_accept or shown.may_decide or shown.may_confirm
    shown.acts = shown.waits_for_me or shown.may_withdraw
    shown.precedents = raised.precedents(person) if shown.may_accept or shown.may_decide else []
    return raised
