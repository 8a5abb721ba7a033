"""What several blocks of a home stand on: asked once for a page, so that no block repeats what another shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, prefetch_related_objects

from fiverings.core import clock
from fiverings.people.models import Role

from ..models import AtRisk, Case, Escalated, GoodwillApproval, Severity, SeverityDoubt, around, asked_of


def kinds_asked(request: Any) -> set[str]:
    """What kinds of asking there are for the reader."""
    if not hasattr(request, "asked_of"):
        request.asked_of = asked_of(request.person)
    found: set[str] = request.asked_of
    return found


def kinds_around(request: Any, case: Case) -> set[str]:
    """What kinds of records there are about the case of the page."""
    if not hasattr(request, "around"):
        request.around = around(case)
    found: set[str] = request.around
    return found


def last_severity(request: Any, case: Case) -> Severity | None:
    """How severe the case of the page is now, with the answers on which that stands."""
    if not hasattr(request, "last_severity"):
        request.last_severity = case.last_severity()
        if request.last_severity and request.last_severity.session:
            prefetch_related_objects([request.last_severity.session], "evidence")
    found: Severity | None = request.last_severity
    return found


def open_doubt(request: Any, case: Case) -> SeverityDoubt | None:
    """Why the case of the page may be worse than we say."""
    if not hasattr(request, "open_doubt"):
        request.open_doubt = case.doubt_open() if "doubt" in kinds_around(request, case) else None
    found: SeverityDoubt | None = request.open_doubt
    return found


def read_beside(request: Any) -> Iterator[Model]:
    """What the blocks beside a story have read, and the story may tell of."""
    severity, doubt = getattr(request, "last_severity", None), getattr(request, "open_doubt", None)
    yield from (each for each in (severity, severity and severity.session, doubt) if each)
    if severity and severity.session:
        yield from severity.session.evidence.all()


def risks(request: Any) -> list[AtRisk]:
    """What is at risk, for who leads."""
    if not hasattr(request, "at_risk"):
        leads = request.person.has_role(Role.LEAD)
        request.at_risk = AtRisk.seen_by(request.person, at=clock.now()) if leads else []
    found: list[AtRisk] = request.at_risk
    return found


def cases_at_risk(request: Any) -> set[int]:
    """The cases that stand among those at risk."""
    return {each.due.case.pk for each in risks(request) if each.due.case}


def escalated(request: Any) -> list[Escalated]:
    """What the reader is asked to decide, the most urgent first."""
    if not hasattr(request, "escalated"):
        asked = "escalation" in kinds_asked(request)
        request.escalated = Escalated.to(request.person, risks(request), at=clock.now()) if asked else []
    found: list[Escalated] = request.escalated
    return found


def to_allow(request: Any) -> list[GoodwillApproval]:
    """The goodwill that the reader is asked to allow, the first due first."""
    if not hasattr(request, "to_allow"):
        held = GoodwillApproval.objects.visible_to(request.person).held_by(request.person).with_everybody()
        asked = "approval" in kinds_asked(request)
        request.to_allow = list(held.order_by("accept_by", "id")) if asked else []
    found: list[GoodwillApproval] = request.to_allow
    return found
