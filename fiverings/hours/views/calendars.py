"""Business calendars: the list, one with its versions, and the form that makes another version."""

from __future__ import annotations

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from fiverings.core import clock
from fiverings.core.doors import attempt, door, show
from fiverings.core.references import find_all
from fiverings.hours.forms import NewCalendarForm, RevisionForm
from fiverings.hours.models import BusinessCalendar

NEXT_SHOWN = 3


@door(right="hours.read")
def calendars(request: HttpRequest) -> HttpResponse:
    """All opening hours that are kept here."""
    found = BusinessCalendar.objects.visible_to(request.person).select_related("current")
    return show(request, "hours/calendars.html", calendars=found, may_edit=request.person.may("hours.edit"))


@door(right="hours.read")
def calendar(request: HttpRequest, calendar: int) -> HttpResponse:
    """One calendar: when it opens next, and its versions, latest first."""
    found = _find(request, calendar)
    versions = list(found.versions.order_by("-number"))
    makers = find_all(each.made_by for each in versions if each.made_by)
    return show(
        request,
        "hours/calendar.html",
        calendar=found,
        periods=list(islice(found.current.working_time().periods_after(clock.now()), NEXT_SHOWN)),
        versions=[(each, makers.get(each.made_by)) for each in versions],
        may_edit=request.person.may("hours.edit"),
    )


@door(right="hours.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Establish a calendar."""
    form = NewCalendarForm(request.POST or None)
    if attempt(form, BusinessCalendar.establish, by=request.person):
        return redirect("calendars")
    return show(request, "hours/revision.html", form=form)


@door(right="hours.edit")
def revision(request: HttpRequest, calendar: int) -> HttpResponse:
    """Give a calendar another version, beginning from what it says now."""
    found = _find(request, calendar)
    form = RevisionForm.about(found, request.POST or None)
    if attempt(form, found.revise, by=request.person):
        return redirect("calendar", calendar)
    return show(request, "hours/revision.html", form=form, calendar=found)


def _find(request: HttpRequest, calendar: int) -> BusinessCalendar:
    visible = BusinessCalendar.objects.visible_to(request.person).select_related("current")
    found: BusinessCalendar = get_object_or_404(visible, pk=calendar)
    return found
