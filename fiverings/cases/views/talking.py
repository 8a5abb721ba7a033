"""What a customer must know from us, and we from them: what it costs, and our questions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..forms import AskCustomerForm, CostForm
from ..models import Case
from .finding import about_a_case, act_on


@door(right="promises.tell")
@about_a_case
def cost(request: HttpRequest, case: Case) -> HttpResponse:
    """What they were told about cost."""
    form = CostForm(request.POST or None, case=case)
    title, done = _("Tell them what it costs"), _("They know, and get it in writing.")
    return act_on(request, case, case.tell_cost, form=form, title=title, label=_("Tell them"), done=done)


@door(right="cases.reply")
@about_a_case
def waiting(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask them, and wait for their answer once they know the question."""
    form = AskCustomerForm(request.POST or None)
    done = _("When they have the question, we wait for them.")
    return act_on(
        request, case, case.ask_customer, form=form, title=_("Ask them, and wait"), label=_("Ask them"), done=done
    )


@require_POST
@door(right="cases.reply")
@about_a_case
def resumption(request: HttpRequest, case: Case) -> HttpResponse:
    """Nobody waits for the customer any more."""
    press(request, case.end_waiting, by=request.person, done=_("We are on it again."))  # type: ignore[attr-defined]
    return redirect(case)
