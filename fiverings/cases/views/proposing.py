"""What the guide proposes: to escalate, or why not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..models import EscalationProposal
from .finding import back


@require_POST
@door(right="cases.escalate")
def acceptance(request: HttpRequest, proposal: int) -> HttpResponse:
    """It is escalated, as the rule proposes."""
    found = _found(request, proposal)
    press(request, found.take, by=request.person, done=_("It is escalated. You see who holds it."))  # type: ignore[attr-defined]
    return back(request, found.case)


@require_POST
@door(right="cases.escalate")
def declining(request: HttpRequest, proposal: int) -> HttpResponse:
    """It need not be escalated."""
    found = _found(request, proposal)
    press(request, found.decline, by=request.person, done=_("It stays with its owner."))  # type: ignore[attr-defined]
    return back(request, found.case)


def _found(request: HttpRequest, proposal: int) -> EscalationProposal:
    proposals = EscalationProposal.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found: EscalationProposal = get_object_or_404(proposals.with_everybody(), pk=proposal)
    return found
