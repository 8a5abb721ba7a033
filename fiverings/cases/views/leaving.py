"""Somebody leaves: what they hold, to whom it goes, and how far it has come."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show
from fiverings.people.models import Person

from ..forms import FarewellForm, OfferForm
from ..forms.leaving import colleagues_of
from ..models import Farewell, Handoff
from ..models.held import Held


@door(right="cases.let_leave")
def farewell(request: HttpRequest, person: int) -> HttpResponse:
    """What somebody holds and the form that lets them leave; or how far that has come."""
    reader: Person = request.person  # type: ignore[attr-defined]
    leaver = get_object_or_404(Person.objects.visible_to(reader).staff(), pk=person)
    if not leaver.is_active:
        return redirect("person", person)
    held = Held.by(leaver, reader, at=clock.now())
    standing = Farewell.objects.visible_to(reader).standing().filter(person=leaver).with_everybody().first()
    if standing is not None:
        return _how_far(request, standing, held)
    form = FarewellForm(request.POST or None, held=held, reader=reader)
    if attempt(form, partial(Farewell.begin, leaver), by=reader):
        words = _(
            "All that {person} owns is offered. They leave when it is accepted, in a quarter of an hour at the latest."
        )
        messages.success(request, words.format(person=leaver))
        return redirect("farewell", person)
    return show(request, "cases/farewell.html", held=held, form=form, zone=reader.zone)


@require_POST
@door(right="cases.let_leave")
def offers(request: HttpRequest, farewell: int) -> HttpResponse:
    """Ask somebody else to own a case."""
    found = _find(request, farewell)
    reader: Person = request.person  # type: ignore[attr-defined]
    form = OfferForm(request.POST, reader=reader)
    if form.is_valid():
        done = _("{person} is asked.").format(person=form.cleaned_data["to"])
        press(request, found.offer, **form.cleaned_data, by=reader, done=done)
    else:
        messages.error(request, _("Choose whom to ask."))
    return redirect("farewell", found.person_id)


@require_POST
@door(right="cases.let_leave")
def calling_off(request: HttpRequest, farewell: int) -> HttpResponse:
    """They stay after all."""
    found = _find(request, farewell)
    done = _("{person} stays, with what nobody accepted yet.").format(person=found.person)
    press(request, found.call_off, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect("person", found.person_id)


def _how_far(request: HttpRequest, farewell: Farewell, held: Held) -> HttpResponse:
    reader: Person = request.person  # type: ignore[attr-defined]
    given = Handoff.objects.visible_to(reader).accepted_from(farewell.person, since=farewell.begun_at)
    page = {"farewell": farewell, "held": held, "accepted": given.with_everybody(), "colleagues": colleagues_of(reader)}
    return show(request, "cases/leaving.html", **page, zone=reader.zone)


def _find(request: HttpRequest, farewell: int) -> Farewell:
    seen = Farewell.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
    found: Farewell = get_object_or_404(seen, pk=farewell)
    return found
