"""What a customer expects: heard at the gate, and written down again whenever they say it anew."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.conversations.models import Message
from fiverings.core.doors import door, press

from ..forms import ExpectationForm
from ..forms.case import ONE_LINE
from ..models import Case
from .finding import about_a_case, act_on


@require_POST
@door(right="promises.tell")
@about_a_case
def their_answer(request: HttpRequest, case: Case, message: int) -> HttpResponse:
    """The time that we read in their answer is what they expect."""
    said = get_object_or_404(Message.objects.visible_to(request.person), pk=message)  # type: ignore[attr-defined]
    done = _("It is written down, in their words.")
    press(request, partial(case.hear_answer, said), by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)


@door(right="promises.tell")
@about_a_case
def expectation(request: HttpRequest, case: Case) -> HttpResponse:
    """They say by when they need it; the latest counts, and what we promise is measured by it."""
    answer = case.their_answer()
    said = {"words": answer.read.words if answer.read else answer.message.words[:ONE_LINE]} if answer else {}
    form = ExpectationForm(request.POST or None, case=case, initial=said)
    title, done = _("What they expect now"), _("It is written down. What you promise next is measured by it.")
    return act_on(request, case, case.hear_expectation, form=form, title=title, label=_("Write it down"), done=done)
