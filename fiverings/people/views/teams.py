"""Teams: the list, and one team with its brand, its hours and its people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, show
from fiverings.people.forms import MembersForm, TeamForm
from fiverings.people.models import Team


@door(right="people.teams")
def teams(request: HttpRequest) -> HttpResponse:
    """All teams; a new one is established here."""
    form = TeamForm(request.POST or None)
    if attempt(form, Team.establish, by=request.person):
        return redirect("teams")
    found = Team.objects.visible_to(request.person).select_related("calendar", "executive")
    return show(request, "people/teams.html", teams=found, form=form)


@door(right="people.teams")
def team(request: HttpRequest, team: int) -> HttpResponse:
    """One team."""
    found = _find(request, team)
    form = TeamForm.about(found, request.POST or None)
    if attempt(form, found.revise, by=request.person):
        return redirect("team", team)
    return _page(request, found, form=form)


@require_POST
@door(right="people.teams")
def members(request: HttpRequest, team: int) -> HttpResponse:
    """Say who works in a team."""
    found, form = _find(request, team), MembersForm(request.POST)
    if attempt(form, found.seat, by=request.person):
        return redirect("team", team)
    return _page(request, found, members=form)


def _page(request: HttpRequest, team: Team, **shown: Any) -> HttpResponse:
    here = list(team.memberships.current().values_list("person", flat=True))
    page = {"team": team, "form": TeamForm.about(team, None), "members": MembersForm(initial={"people": here})}
    return show(request, "people/team.html", **(page | shown))


def _find(request: HttpRequest, team: int) -> Team:
    found: Team = get_object_or_404(Team.objects.visible_to(request.person), pk=team)
    return found
