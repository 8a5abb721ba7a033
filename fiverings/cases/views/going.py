"""Before I go: what is due before I am back, each with its act; and what I looked after for who is back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show
from fiverings.core.templatetags.moments import when
from fiverings.people.models import Person

from ..forms.going import AskToGoOnForm, BackForm
from ..models import Cover
from ..models.going import BeforeIGo, ask_to_go_on


@door(right="people.own")
def before_i_go(request: HttpRequest) -> HttpResponse:
    """What I owe until I am back; and I go."""
    person, at = _me(request), clock.now()
    form = BackForm(request.POST or None, person=person, initial={"back_at": person.back_after(at)})
    if attempt(form, person.go_home, by=person):
        back = when(form.cleaned_data["back_at"], person.zone)
        messages.success(request, _("Until {back} colleagues look after what cannot wait.").format(back=back))
        return redirect("home")
    asked = BackForm(request.GET, person=person) if "back_at" in request.GET else None
    if asked is not None and asked.is_valid():
        form = BackForm(person=person, initial=asked.cleaned_data)
    going = BeforeIGo.of(person, back_at=form.initial["back_at"], at=at)
    page = {"going": going, "form": form, "colleagues": BeforeIGo.colleagues(person, at=at), "zone": person.zone}
    return show(request, "cases/before_i_go.html", **page)


@require_POST
@door(right="cases.hand_off")
def asking(request: HttpRequest) -> HttpResponse:
    """Ask a colleague who is here to own a case from now on."""
    person = _me(request)
    form = AskToGoOnForm(request.POST, person=person)
    if form.is_valid():
        to = form.cleaned_data["to"]
        done = _("{person} is asked. Until they accept it, it is yours.").format(person=to)
        press(request, ask_to_go_on, **form.cleaned_data, by=person, at=clock.now(), done=done)
    else:
        messages.error(request, _("Choose whom to ask."))
    return redirect("before-i-go")


@require_POST
@door(right="cases.hand_off")
def giving_back(request: HttpRequest, cover: int) -> HttpResponse:
    """Offer all that I looked after to who is back."""
    seen = Cover.objects.visible_to(_me(request)).with_everybody()
    found = get_object_or_404(seen, pk=cover)
    done = _("{person} is asked. Until they accept, it is yours.").format(person=found.person)
    press(request, found.give_back, by=_me(request), done=done)
    return redirect("home")


def _me(request: HttpRequest) -> Person:
    person: Person = request.person  # type: ignore[attr-defined]
    return person
