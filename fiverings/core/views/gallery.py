"""The pattern gallery: each component in each state, for whoever changes one."""

from __future__ import annotations

from datetime import timedelta
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
    "canvas frame raised hairline rule control-line text text-soft text-faint accent accent-text accent-wash "
    "accent-line broken broken-text broken-wash pad pad-line pad-text mark focus"
).split()
PRESENCES = {
    "available": _("available"),
    "talking": _("talking"),
    "wrap-up": _("wrapping up"),
    "break": _("protected break"),
    "away": _("away"),
    "offline": _("offline"),
}


class CallBack(forms.Form):
    """A form with a field of every kind, one of them wrong."""

    number = forms.CharField(label=_("Call-back number"), help_text=_("As the customer says it; we tidy it."))
    by = forms.CharField(label=_("Promise by"))
    decides = forms.ChoiceField(label=_("Who decides"), choices=[("dana", "Dana"), ("ana", "Ana")])
    said = forms.ChoiceField(label=_("They said"), choices=[("early", "by 09:30"), ("noon", "by noon")], widget=forms.RadioSelect)
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
        "wrong": CallBack({"number": "+1 416 555 0142", "by": "yesterday", "decides": "dana", "said": "early", "agrees": "on"}),
        "zone": "America/Toronto",
        "clocks": [
            {"at": moment + timedelta(hours=3, minutes=38), "state": "due", "used": 0.08},
            {"at": moment + timedelta(minutes=38), "state": "soon", "used": 0.4},
            {"at": moment - timedelta(minutes=7), "state": "broken", "used": 1},
            {"at": moment - timedelta(minutes=52), "state": "kept", "words": _("kept 2 min before")},
            {"at": moment + timedelta(hours=4), "state": "changed", "words": _("changed with consent")},
            {"at": moment + timedelta(hours=4), "state": "paused", "words": _("our clock is paused")},
        ],
        "moments": [moment + timedelta(minutes=m) for m in (38, -7, 26 * 60, -3 * 24 * 60, 400 * 24 * 60)],
        "faces": [{"name": name, "presence": code, "label": PRESENCES[code]} for name, code in zip(FACES, PRESENCES, strict=True)],
        "story": _story(moment),
        "sheets": [
            {"kind": "reply", "key": "r", "label": _("Reply"), "addressee": _("To Priya by mail"), "aside": _("She reads it as from Ana"),
             "act": _("Send"), "text": "Priya, Eli is on the road.", "kept_at": moment},
            {"kind": "note", "key": "n", "label": _("Internal note"), "addressee": _("Only us: Ana, Chidi, Eli"),
             "act": _("Keep the note"), "text": "The closet has flooded before."},
        ],
        "tabs": [
            {"label": _("Mine"), "href": "#mine", "count": 14, "current": True},
            {"label": _("Team, open"), "href": "#team", "count": 61},
            {"label": _("Waits for the customer"), "href": "#waits"},
        ],
        "columns": [{"label": _("28 days to 29 April")}, {"label": _("Share"), "num": True}, {"label": "n", "num": True}],
        "rows": [[_("Answered within the hour"), "91 %", 402], [_("Answered at once"), "86 %", 50]],
        "broken": Panel("customers.open_cases", "components/broken_panel.html", {"error": "division by zero"}),
    }


FACES = ("Ana", "Ben", "Chidi", "Dana", "Eli", "Hana")


def _story(moment: Any) -> list[dict[str, Any]]:
    def ago(minutes: int) -> Any:
        return moment - timedelta(minutes=minutes)

    return [
        {"at": ago(82), "channel": "call-in", "icon": "call-in", "side": "theirs", "heading": "Priya called",
         "notes": ["from her mobile", "answered by Ana"], "words": "Calls ring at the wrong place."},
        {"at": ago(78), "channel": "journal", "icon": "diagnose", "words": "Severity 1 settled by rule R3."},
        {"at": ago(76), "channel": "journal", "words": "Chidi joined to help. Ana stays the owner."},
        {"at": ago(51), "channel": "note", "icon": "lock", "heading": "Only us", "notes": ["Chidi, to Ana and Eli"],
         "words": "Bring the spare card; the closet has flooded before."},
        {"at": ago(48), "channel": "mail-out", "icon": "mail-out", "heading": "Ana wrote to Priya", "notes": ["read 09:35"],
         "words": "Your main line has failed at the carrier. I own this until you say it is fixed."},
        {"at": ago(30), "channel": "mail-in", "icon": "mail-in", "side": "theirs", "heading": "Priya wrote", "notes": [],
         "words": "Patients say it just rings.\n\nCan the main number go to my mobile?"},
    ]
