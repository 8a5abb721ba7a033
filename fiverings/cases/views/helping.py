"""Help: the owner asks for it, and who was asked gives it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..forms import AnswerForm, HelpForm, ReasonForm
from ..models import Case, CollaborationRequest
from .finding import about_a_case, act_on, answer, back

BODY = "cases/_request.html"


@door(right="cases.ask")
@about_a_case
def help_(request: HttpRequest, case: Case) -> HttpResponse:
    """The owner asks a colleague or a department, and stays the owner."""
    person, chosen = request.person, request.GET.get("to", "")  # type: ignore[attr-defined]
    form = HelpForm(request.POST or None, case=case, person=person, chosen=chosen)
    done = _("They are asked. You stay the owner.")
    return act_on(request, case, case.ask, form=form, title=_("Ask for help"), label=_("Ask"), done=done)


@require_POST
@door(right="cases.help")
def acceptance(request: HttpRequest, asked: int) -> HttpResponse:
    """Who was asked helps from now on."""
    found = _asked(request, asked)
    done = _("You help {owner} with {case}.").format(owner=found.case.owner, case=found.case)
    press(request, found.accept, by=request.person, done=done)  # type: ignore[attr-defined]
    return back(request, found.case)


@door(right="cases.help")
def declining(request: HttpRequest, asked: int) -> HttpResponse:
    """Who was asked says why not, and somebody else is asked."""
    found, form = _asked(request, asked), ReasonForm(request.POST or None)
    done = _("Somebody else is asked now.")
    return answer(request, found, found.decline, form=form, body=BODY, title=_("Decline"), done=done)


@door(right="cases.help")
def giving(request: HttpRequest, asked: int) -> HttpResponse:
    """The helper tells the owner what was asked."""
    found, form = _asked(request, asked), AnswerForm(request.POST or None)
    done = _("{owner} has your answer.").format(owner=found.case.owner)
    return answer(request, found, found.give, form=form, body=BODY, title=_("Answer"), done=done)


@require_POST
@door(right="cases.ask")
def withdrawal(request: HttpRequest, asked: int) -> HttpResponse:
    """The help is not needed any more."""
    found = _asked(request, asked)
    done = _("{holder} is not asked any more.").format(holder=found.holder)
    press(request, found.withdraw, by=request.person, done=done)  # type: ignore[attr-defined]
    return back(request, found.case)


def _asked(request: HttpRequest, asked: int) -> CollaborationRequest:
    requests = CollaborationRequest.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found: CollaborationRequest = get_object_or_404(requests.with_everybody(), pk=asked)
    return found
