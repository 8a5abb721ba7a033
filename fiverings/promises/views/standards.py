"""Our standards: how long we let a promise of each kind be, for each severity; read by all, set by few."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.doors import attempt, door, show

from ..forms import StandardForm
from ..models import Guarantee, Standards

CHANGES_SHOWN = 12


@door(right="promises.read_standards")
def standards(request: HttpRequest) -> HttpResponse:
    """What counts now for each kind and severity, and the latest changes."""
    person = request.person  # type: ignore[attr-defined]
    found = Standards(Guarantee.objects.visible_to(person).at(clock.now()).select_related("agreement__account"))
    shown = {
        "standards": found,
        "agreed": found.by_agreement(clock.now().date()),
        "changes": found.changes[:CHANGES_SHOWN],
    }
    return show(request, "promises/standards.html", may_set=person.may("promises.set_standards"), **shown)


@door(right="promises.set_standards")
def standard(request: HttpRequest) -> HttpResponse:
    """Hold ourselves to another standard from now on."""
    person = request.person  # type: ignore[attr-defined]
    form = StandardForm(request.POST or None, initial=request.GET.dict(), person=person)
    if request.method == "POST" and attempt(form, Guarantee.set, by=person):
        messages.success(request, _("It counts for what is promised from now on. What was promised stands."))
        return redirect("standards")
    return show(request, "promises/standard.html", form=form)
