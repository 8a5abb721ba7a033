"""The pattern gallery: each component in each state, for whoever changes one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fiverings.core.clock import now
from fiverings.core.doors import door
from fiverings.core.slots import Panel
from fiverings.core.templatetags.looks import drawn_icons

TOKENS = (
    *("canvas", "frame", "raised", "hairline", "rule", "control-line", "text", "text-soft", "text-faint", "focus"),
    *("accent", "accent-text", "accent-wash", "accent-line", "broken", "broken-text", "broken-wash"),
    *("pad", "pad-line", "pad-text", "mark"),
)
PRESENCES = {
    "available": _("available"),
    "talking": _("talking"),
    "wrap-up": _("wrapping up"),
    "break": _("protected break"),
    "away": _("away"),
    "offline": _("offline"),
}


FACES = dict(zip(("Ana", "Ben", "Chidi", "Dana", "Eli", "Hana"), PRESENCES, strict=True))
TIMES = (("early", _("by 09:30")), ("noon", _("by noon")))
SAID = {"number": "+1 416 555 0142", "by": "yesterday", "decides": "dana", "said": "early", "agrees": "on"}


class CallBack(forms.Form):
    """A form with a field of every kind, one of them wrong."""

    number = forms.CharField(label=_("Call-back number"), help_text=_("As the customer says it; we tidy it."))
    by = forms.CharField(label=_("Promise by"))
    decides = forms.ChoiceField(label=_("Who decides"), choices=[("dana", "Dana"), ("ana", "Ana")])
    said = forms.ChoiceField(label=_("They said"), choices=TIMES, widget=forms.RadioSelect)
    account = forms.CharField(label=_("Account"), disabled=True, initial="Maple Dental")
    agrees = forms.BooleanField(label=_("She agrees"), required=False)

    def clean_by(self) -> str:
        raise forms.ValidationError(_("That time has passed. Say one that is to come."))


@door()
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; only in development."""
    if not settings.DEBUG:
        raise Http404
    messages.success(request, _("Handed to Ben. He accepted."), extra_tags="/gallery/")
    return render(request, "core/gallery.html", _specimens())


def _specimens() -> dict[str, Any]:
    moment = now()
    return {
        "tokens": TOKENS,
        "icons": sorted(drawn_icons()),
        "wrong": CallBack(SAID),
        "zone": "America/Toronto",
        "clocks": list(_clocks(moment)),
        "moments": [moment + timedelta(minutes=m) for m in (38, -7, 26 * 60, -3 * 24 * 60, 400 * 24 * 60)],
        "faces": [dict(name=name, presence=code, label=PRESENCES[code]) for name, code in FACES.items()],
        "story": list(_story(moment)),
        "sheets": list(_sheets(moment)),
        "tabs": [
            dict(label=_("Mine"), href="#mine", count=14, current=True),
            dict(label=_("Team, open"), href="#team", count=61),
            dict(label=_("Waits for the customer"), href="#waits"),
        ],
        "columns": [dict(label=_("28 days to 29 April")), dict(label=_("Share"), num=True), dict(label="n", num=True)],
        "rows": [[_("Answered within the hour"), "91 %", 402], [_("Answered at once"), "86 %", 50]],
        "broken": Panel("customers.open_cases", "components/broken_panel.html", {"error": "division by zero"}),
    }


def _clocks(moment: datetime) -> Iterator[dict[str, Any]]:
    yield dict(at=moment + timedelta(hours=3, minutes=38), state="due", used=0.08)
    yield dict(at=moment + timedelta(minutes=38), state="soon", used=0.4)
    yield dict(at=moment - timedelta(minutes=7), state="broken")
    yield dict(at=moment - timedelta(minutes=52), state="kept", words=_("kept 2 min before"))
    yield dict(at=moment + timedelta(hours=4), state="changed", words=_("changed with consent"))
    yield dict(at=moment + timedelta(hours=4), state="paused", words=_("our clock is paused"))


def _sheets(moment: datetime) -> Iterator[dict[str, Any]]:
    to, aside = _("To Priya by mail"), _("She reads it as from Ana")
    yield dict(kind="reply", key="r", label=_("Reply"), addressee=to, aside=aside, act=_("Send"), kept_at=moment)
    only_us, act = _("Only us: Ana, Chidi, Eli"), _("Keep the note")
    yield dict(
        kind="note", key="n", label=_("Internal note"), addressee=only_us, act=act, text="It has flooded before."
    )


def _story(moment: datetime) -> Iterator[dict[str, Any]]:
    def entry(minutes: int, channel: str, icon: str, words: str, heading: str = "", *notes: str) -> dict[str, Any]:
        side = "theirs" if channel.endswith("-in") else ""
        at = moment - timedelta(minutes=minutes)
        return dict(at=at, channel=channel, icon=icon, words=words, heading=heading, notes=notes, side=side)

    yield entry(82, "call-in", "call-in", "Calls ring at the wrong place.", "Priya called", "from her mobile")
    yield entry(78, "journal", "diagnose", "Severity 1 settled by rule R3.")
    yield entry(76, "journal", "", "Chidi joined to help. Ana stays the owner.")
    yield entry(51, "note", "lock", "Bring the spare card; it has flooded before.", "Only us", "Chidi, to Ana and Eli")
    yield entry(48, "mail-out", "mail-out", "I own this until you say it is fixed.", "Ana wrote to Priya", "read 09:35")
    yield entry(30, "mail-in", "mail-in", "It just rings.\n\nCan it ring my mobile?", "Priya wrote")
