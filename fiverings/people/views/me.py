"""My page: what colleagues read about me, where my attention is, when I am away, and how I and my programs come in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show
from fiverings.people.forms import AbsenceForm, KeyForm, PresenceForm, ProfileForm
from fiverings.people.models import Absence, Key, Person


@door(right="people.own")
def me(request: HttpRequest) -> HttpResponse:
    """My profile."""
    person = _me(request)
    form = ProfileForm.about(person, request.POST or None)
    if attempt(form, person.change_profile, by=person):
        return redirect("me")
    return _show(request, profile=form)


@require_POST
@door(right="people.own")
def presence(request: HttpRequest) -> HttpResponse:
    """Say where my attention is, from any page."""
    form = PresenceForm(request.POST)
    if form.is_valid():
        _me(request).set_presence(form.cleaned_data["presence"], by=_me(request))
    return redirect(_where_from(request))


@require_POST
@door(right="people.own")
def absences(request: HttpRequest) -> HttpResponse:
    """Plan an absence of mine."""
    form = AbsenceForm(request.POST, person=_me(request))
    return redirect("me") if attempt(form, _me(request).be_away, by=_me(request)) else _show(request, absence=form)


@require_POST
@door(right="people.own")
def end_absence(request: HttpRequest, absence: int) -> HttpResponse:
    """I am back, or will not be away after all."""
    mine = Absence.objects.visible_to(_me(request)).filter(person=_me(request))
    press(request, get_object_or_404(mine, pk=absence).end, by=_me(request), done=_("You are here again."))
    return redirect("me")


@require_POST
@door(right="people.own")
def keys(request: HttpRequest) -> HttpResponse:
    """Make a key of mine; its token is shown once, on this answer."""
    form = KeyForm(request.POST, auto_id="key-%s")
    made: list[tuple[Key, str]] = []
    attempt(form, lambda **entered: made.append(Key.make(**entered)), person=_me(request), by=_me(request))
    return _show(request, made=made[0]) if made else _show(request, key=form)


@require_POST
@door(right="people.own")
def revoke_key(request: HttpRequest, key: int) -> HttpResponse:
    """Let nothing come in by this key of mine any more."""
    mine = Key.objects.visible_to(_me(request)).filter(person=_me(request))
    press(request, get_object_or_404(mine, pk=key).revoke, by=_me(request), done=_("The key opens nothing any more."))
    return redirect("me")


def _show(request: HttpRequest, **shown: Any) -> HttpResponse:
    person, at = _me(request), clock.now()
    page = {
        "profile": ProfileForm.about(person, None),
        "absence": AbsenceForm(person=person),
        "key": KeyForm(auto_id="key-%s"),
        "absences": person.absences.not_over(at).select_related("substitute"),
        "keys": person.keys.working(at),
        "made": None,
    }
    return show(request, "people/me.html", **(page | shown))


def _me(request: HttpRequest) -> Person:
    person: Person = request.person
    return person


def _where_from(request: HttpRequest) -> str:
    """The page of ours on which the button was pressed."""
    before = request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}/"
    return before if before.startswith(here) else "/"
