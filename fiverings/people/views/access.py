"""Who may what: rights by role, and the keys of programs."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show
from fiverings.core.rights import RIGHTS
from fiverings.people.forms import HouseKeyForm
from fiverings.people.models import Key, Role


@door(right="people.read")
def roles(request: HttpRequest) -> HttpResponse:
    """Every right of every part, and the roles that have it."""
    rights = sorted(RIGHTS.values(), key=lambda right: right.code)
    parts = [(part, _marked(found)) for part, found in groupby(rights, key=lambda right: right.code.split(".")[0])]
    return show(request, "people/roles.html", roles=Role, parts=parts)


def _marked(rights: object) -> list[tuple[object, list[bool]]]:
    return [(right, [role in right.roles for role in Role]) for right in rights]


@door(right="people.keys")
def keys(request: HttpRequest) -> HttpResponse:
    """Every working key, and a form that makes one for a program of the house; its token is shown once."""
    form, made = HouseKeyForm(request.POST or None), []
    if attempt(form, lambda **entered: made.append(Key.make_for_house(**entered)), by=request.person):
        form = HouseKeyForm()
    found = Key.objects.visible_to(request.person).working(clock.now()).select_related("person", "made_by")
    return show(request, "people/keys.html", keys=found, form=form, made=made[0] if made else None)


@require_POST
@door(right="people.keys")
def revoke_key(request: HttpRequest, key: int) -> HttpResponse:
    """Let nothing come in by a key any more."""
    found = get_object_or_404(Key.objects.visible_to(request.person), pk=key)
    press(request, found.revoke, by=request.person, done=_("The key opens nothing any more."))
    return redirect("keys")
