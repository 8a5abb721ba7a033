"""Where we told later than they expect: the promise is tightened, or they agree to ours."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..forms import ConsentForm
from ..models import Case
from .finding import about_a_case, act_on
from .promising import promise_owed


@require_POST
@door(right="promises.settle")
@about_a_case
def tightening(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """It is promised by when they expect it."""
    verb, done = partial(case.tighten, promise_owed(case, promise)), _("It is promised by when they expect it.")
    press(request, verb, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)


@door(right="promises.settle")
@about_a_case
def consent(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """They agree to our time, in their words."""
    owed = promise_owed(case, promise)
    form, done = ConsentForm(request.POST or None), _("It is written down that they agree.")
    verb, title = partial(case.consent, owed), _("They agree to what we told")
    return act_on(request, case, verb, form=form, title=title, label=_("Write it down"), done=done)
