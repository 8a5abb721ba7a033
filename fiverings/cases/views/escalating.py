"""Escalations: anybody raises one, its holder takes it and decides, the owner confirms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..forms import DecisionForm, EscalationForm, ReasonForm
from ..models import Case, Escalation
from .finding import about_a_case, act_on, answer, back

BODY = "cases/_raised.html"


@door(right="cases.escalate")
@about_a_case
def escalation(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask for somebody who may decide, or who knows how."""
    form = EscalationForm(request.POST or None)
    done = _("It is escalated. You see who holds it.")
    found = Escalation.objects.visible_to(request.person).precedents(request.person, case)  # type: ignore[attr-defined]
    return act_on(request, case, case.escalate, form=form, title=_("Escalate"), done=done, precedents=found)


@require_POST
@door(right="cases.decide")
def acceptance(request: HttpRequest, escalation: int) -> HttpResponse:
    """Its holder takes it, and owes a decision."""
    found = _found(request, escalation)
    done = _("You decide about {case}.").format(case=found.case)
    press(request, found.accept, by=request.person, done=done)  # type: ignore[attr-defined]
    return back(request, found.case)


@door(right="cases.decide")
def decision(request: HttpRequest, escalation: int) -> HttpResponse:
    """Its holder says what is to be done, and on what authority."""
    found, form = _found(request, escalation), DecisionForm(request.POST or None)
    done = _("{owner} carries it out.").format(owner=found.case.owner)
    page = {"form": form, "body": BODY, "title": _("Decide"), "done": done}
    return answer(request, found, found.decide, **page, precedents=found.precedents(request.person))  # type: ignore[attr-defined]


@require_POST
@door(right="cases.escalate")
def confirmation(request: HttpRequest, escalation: int) -> HttpResponse:
    """The owner has what was needed."""
    found = _found(request, escalation)
    press(request, found.confirm, by=request.person, done=_("It is settled."))  # type: ignore[attr-defined]
    return back(request, found.case)


@door(right="cases.escalate")
def withdrawal(request: HttpRequest, escalation: int) -> HttpResponse:
    """It is not needed after all."""
    found, form = _found(request, escalation), ReasonForm(request.POST or None)
    done = _("It is withdrawn.")
    return answer(request, found, found.withdraw, form=form, body=BODY, title=_("Withdraw"), done=done)


def _found(request: HttpRequest, escalation: int) -> Escalation:
    escalations = Escalation.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found: Escalation = get_object_or_404(escalations.with_everybody(), pk=escalation)
    return found
