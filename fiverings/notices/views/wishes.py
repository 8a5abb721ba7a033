"""Wishes: how I want to hear of each kind of event."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fiverings.core.doors import attempt, door, show
from fiverings.notices.forms import WishForm
from fiverings.notices.models import Way, Wish


@door(right="people.own")
def wishes(request: HttpRequest) -> HttpResponse:
    """Every kind of event of which anybody hears, and my wish."""
    form = WishForm(request.POST or None)
    if attempt(form, Wish.make, person=request.person):
        return redirect("wishes")
    mine = dict(Wish.objects.visible_to(request.person).values_list("kind", "way"))
    kinds = [(kind.kind, _(kind.__doc__ or ""), mine.get(kind.kind, Way.BELL)) for kind in Wish.kinds()]
    return show(request, "notices/wishes.html", kinds=kinds, ways=Way, form=form)
