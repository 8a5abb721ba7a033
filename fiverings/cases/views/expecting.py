"""What a customer expects: heard at the gate, and written down again whenever they say it anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core.doors import door

from ..forms import ExpectationForm
from ..models import Case
from .finding import about_a_case, act_on


@door(right="promises.tell")
@about_a_case
def expectation(request: HttpRequest, case: Case) -> HttpResponse:
    """They say by when they need it; the latest counts, and what we promise is measured by it."""
    form = ExpectationForm(request.POST or None, case=case)
    title, done = _("What they expect now"), _("It is written down. What you promise next is measured by it.")
    return act_on(request, case, case.hear_expectation, form=form, title=title, label=_("Write it down"), done=done)
