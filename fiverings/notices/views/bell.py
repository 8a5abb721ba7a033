"""The bell: what somebody was told, newest first; opening a line takes it off the bell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, show
from fiverings.core.numbers import number_in
from fiverings.notices.models import Notice

NOTICES_A_PAGE = 50


@door(right="people.own")
def bell(request: HttpRequest) -> HttpResponse:
    """What I was told, paged by key; or only the bell of the top bar, when that asks."""
    if request.htmx.target == "bell":  # type: ignore[attr-defined]
        return show(request, "core/_bell.html")
    before = number_in(request.GET.get("before", ""))
    mine = Notice.objects.visible_to(request.person).newest()
    page = list((mine if before is None else mine.filter(id__lt=before))[:NOTICES_A_PAGE])
    older = page[-1].pk if len(page) == NOTICES_A_PAGE else None
    return show(request, "notices/bell.html", fragment="told", told=Notice.with_events(page), older=older)


@require_POST
@door(right="people.own")
def read(request: HttpRequest, notice: int) -> HttpResponse:
    """I have read this one, on the bell or at home."""
    mine = Notice.objects.visible_to(request.person)
    get_object_or_404(mine, pk=notice)
    mine.filter(pk=notice).mark_read(by=request.person)
    return redirect("home" if "home" in request.POST else "bell")


@require_POST
@door(right="people.own")
def read_all(request: HttpRequest) -> HttpResponse:
    """I have read them all."""
    Notice.objects.visible_to(request.person).mark_read(by=request.person)
    return redirect("bell")
