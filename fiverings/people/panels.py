"""What the staff show elsewhere: the frame's corner, settings pages, acts, and who may be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock, frame, slots, watching
from fiverings.core.templatetags.moments import when
from fiverings.people.models import Duty, NobodyOnDuty, Person, PresenceState

FOUND_AT_MOST = 5


@frame.furniture()
def me(request: HttpRequest) -> dict[str, Any]:
    """The corner of every page: my face, my presence, my page; it asks the database nothing."""
    person: Person = request.person  # type: ignore[attr-defined]
    return {
        "me": {
            "name": person.name,
            "presence": person.presence,
            "presence_label": PresenceState(person.presence).label,
            "presences": [{"code": state.value, "label": state.label} for state in PresenceState],
            "presence_href": reverse("me-presence"),
            "links": [{"label": _("My page"), "href": reverse("me"), "icon": "gear"}],
            "sign_out_href": reverse("account_logout"),
        }
    }


@frame.furniture()
def house(request: HttpRequest) -> dict[str, Any]:
    """Who we are, where, and until when we are open: what the foot of the rail says; one query."""
    person: Person = request.person  # type: ignore[attr-defined]
    team = person.team()
    if team is None:
        return {}
    opening = team.opening(clock.now())
    words = ""
    if opening is not None:
        is_open, until = opening
        words = (_("open until {when}") if is_open else _("closed until {when}")).format(when=when(until, person.zone))
    return {"house": {"name": team.house, "zone": person.zone, "hours": words}}


@watching.on_duty()
def ring_who_is_on_duty() -> list[str]:
    """The mail addresses of the lead and the executive on duty."""
    try:
        return list(dict.fromkeys(person.email for person in (Duty.lead(), Duty.executive())))
    except NobodyOnDuty:
        return []


@slots.setting("people", order=10, label=_("People"), icon="people", right="people.read")
def people_settings() -> str:
    return reverse("people")


@slots.setting("teams", order=12, label=_("Teams"), icon="people", right="people.teams")
def team_settings() -> str:
    return reverse("teams")


@slots.setting("roles", order=14, label=_("Roles and rights"), icon="lock", right="people.read")
def role_settings() -> str:
    return reverse("roles")


@slots.setting("duty", order=16, label=_("Duty roster"), icon="calendar", right="people.duty")
def duty_settings() -> str:
    return reverse("duty")


@slots.setting("keys", order=50, label=_("Keys of programs"), icon="key", right="people.keys")
def key_settings() -> str:
    return reverse("keys")


@slots.act("invite", label=_("Invite somebody"), icon="plus", right="people.invite")
def invite() -> str:
    return reverse("people")


@slots.finding(order=60, label=_("People"))
def colleagues(person: Person, words: str) -> Iterator[slots.Found]:
    """Colleagues by name."""
    found = Person.objects.visible_to(person).active().filter(name__icontains=words).order_by("name")
    for each in found[:FOUND_AT_MOST]:
        yield slots.Found(each.name, each.role_names, reverse("person", args=[each.pk]), icon="people")
