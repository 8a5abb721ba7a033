"""Who works here: the list, one person, invitations, the end of somebody's access."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from fiverings.core import clock, slots
from fiverings.core.doors import attempt, door, press, show
from fiverings.people.forms import AbsenceForm, InvitationForm, RolesForm, SkillForm
from fiverings.people.models import Invitation, Person, Skill

CHANGES = ("people.invite", "people.roles", "people.skills", "people.absences")


@door(right="people.read")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, and who was invited."""
    return _list(request, InvitationForm())


@require_POST
@door(right="people.invite")
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, on this answer, so that no mail server stands in the way."""
    form = InvitationForm(request.POST)
    made: list[Invitation] = []
    attempt(form, lambda **entered: made.append(Invitation.make(**entered)), by=_by(request))
    return _list(request, InvitationForm(), made=made[0]) if made else _list(request, form)


@require_POST
@door(right="people.invite")
def withdraw_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation.objects.visible_to(_by(request)), pk=invitation)
    press(request, found.withdraw, by=_by(request), done=_("The invitation was taken back."))
    return redirect("people")


@door(right="people.read")
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person: roles, skills, absences, and what other parts have to show."""
    return _page(request, _find(request, person))


@require_POST
@door(right="people.roles")
def roles(request: HttpRequest, person: int) -> HttpResponse:
    """Give a person these roles and no others."""
    found, form = _find(request, person), RolesForm(request.POST)
    done = attempt(form, found.change_roles, by=_by(request))
    return redirect("person", person) if done else _page(request, found, roles=form)


@require_POST
@door(right="people.skills")
def skills(request: HttpRequest, person: int) -> HttpResponse:
    """Say what a person knows how to do."""
    found, form = _find(request, person), SkillForm(request.POST)
    return (
        redirect("person", person) if attempt(form, found.learn, by=_by(request)) else _page(request, found, skill=form)
    )


@require_POST
@door(right="people.skills")
def forget_skill(request: HttpRequest, person: int, skill: int) -> HttpResponse:
    """Say that a person no longer does something."""
    known = get_object_or_404(Skill.objects.visible_to(_by(request)), pk=skill)
    press(request, _find(request, person).unlearn, skill=known, by=_by(request), done=_("Noted."))
    return redirect("person", person)


@require_POST
@door(right="people.absences")
def absences(request: HttpRequest, person: int) -> HttpResponse:
    """Plan the absence of a colleague."""
    found = _find(request, person)
    form = AbsenceForm(request.POST, person=found)
    done = attempt(form, found.be_away, by=_by(request))
    return redirect("person", person) if done else _page(request, found, absence=form)


@require_POST
@door(right="people.invite")
def end_access(request: HttpRequest, person: int) -> HttpResponse:
    """End everything by which a person comes in."""
    press(request, _find(request, person).deactivate, by=_by(request), done=_("They can no longer come in."))
    return redirect("person", person)


@require_POST
@door(right="people.invite")
def give_access(request: HttpRequest, person: int) -> HttpResponse:
    """Let a person work here again."""
    press(request, _find(request, person).come_back, by=_by(request), done=_("They can come in again."))
    return redirect("person", person)


def _list(request: HttpRequest, form: InvitationForm, made: Invitation | None = None) -> HttpResponse:
    staff = Person.objects.visible_to(_by(request)).staff().order_by("-is_active", "name")
    waiting = Invitation.objects.visible_to(_by(request)).waiting(clock.now())
    page = {"staff": staff, "waiting": waiting, "form": form, "made": made, "may": _may(request)}
    return show(request, "people/people.html", **page)


def _page(request: HttpRequest, person: Person, **shown: Any) -> HttpResponse:
    page = {
        "person": person,
        "teams": person.memberships.current().select_related("team"),
        "learned": person.learned.select_related("skill"),
        "absences": person.absences.not_over(clock.now()).select_related("substitute"),
        "panels": slots.panels(slots.panel, "people.profile", request, person),
        "roles": RolesForm(initial={"roles": person.roles}),
        "skill": SkillForm(),
        "absence": AbsenceForm(person=person),
        "may": _may(request),
    }
    return show(request, "people/person.html", **(page | shown))


def _find(request: HttpRequest, person: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(_by(request)).staff(), pk=person)
    return found


def _by(request: HttpRequest) -> Person:
    person: Person = request.person
    return person


def _may(request: HttpRequest) -> set[str]:
    """What the reader may change on these pages."""
    return {right for right in CHANGES if _by(request).may(right)}
