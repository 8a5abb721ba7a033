"""An answer that is sent later: its time beside the composer, and the page where it is changed while it waits."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core.doors import door
from fiverings.customers.models import Contact

from ..forms import LaterForm, ReplanForm
from ..models import Case
from .finding import about_a_case, act_on
from .reading import Reading


def sent_later(reading: Reading, *, owes: bool) -> dict[str, Any]:
    """Where an answer takes its time; what makes a broken promise good cannot wait."""
    if owes:
        return {"act": _("Send"), "sends_now": _("We broke a promise here: make it good now, not later.")}
    refused = reading.refused.get("reply")
    form = refused or LaterForm(zone=cast(Contact, reading.listener).own_zone(), auto_id="reply-%s")
    is_planned = bool(refused and refused["send_at"].value())
    return {"act": _("Send later") if is_planned else _("Send"), "send_at": form["send_at"]}


@door(right="cases.reply")
@about_a_case
def planned(request: HttpRequest, case: Case, message: int) -> HttpResponse:
    """Other words or another time for an answer that waits for its time."""
    seen = Message.objects.visible_to(request.person).filter(thread__journey=case.journey_id)  # type: ignore[attr-defined]
    found = get_object_or_404(seen.select_related("outbox", "contact__account", "thread__journey"), pk=message)
    if not found.is_planned:
        messages.error(request, _("It does not wait for its time any more."))
        return redirect(case)
    zone, started = cast(Contact, found.contact).own_zone(), {"words": found.text, "send_at": found.outbox.due_at}
    form = ReplanForm(request.POST if request.method == "POST" else None, zone=zone, initial=started)
    words = {"title": _("Change what is sent later"), "label": _("Keep it so")}
    return act_on(request, case, partial(case.replan, found), form=form, done=_("It waits for its time."), **words)
