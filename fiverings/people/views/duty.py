"""The duty roster: who answers now, who will, and who covers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show
from fiverings.people.forms import DutyForm
from fiverings.people.models import Duty


@door(right="people.duty")
def duty(request: HttpRequest) -> HttpResponse:
    """The roster, and a form to put somebody on it."""
    form = DutyForm(request.POST or None)
    if attempt(form, Duty.take, by=request.person):
        return redirect("duty")
    spans = Duty.objects.visible_to(request.person).not_over(clock.now()).select_related("person")
    now = [(seat.label, Duty.on(seat)) for seat in Duty.Seat]
    return show(request, "people/duty.html", spans=spans, now_on_duty=now, form=form)


@require_POST
@door(right="people.duty")
def end_duty(request: HttpRequest, duty: int) -> HttpResponse:
    """End a span, unless nobody would answer then."""
    found = get_object_or_404(Duty.objects.visible_to(request.person), pk=duty)
    press(request, found.end, by=request.person, done=_("The roster was changed."))
    return redirect("duty")
