"""Mailboxes: how one is and what came to it, its settings, and a new one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from fiverings.channels.forms import MailboxForm
from fiverings.channels.gateways.cloud.leave import Provider
from fiverings.channels.models import Arrival, Mailbox
from fiverings.channels.models.health import Health, page_of
from fiverings.core.doors import attempt, door, show
from fiverings.people.models import Team

ROWS = 50
ASIDE = 10


@door(right="channels.mail")
def mailbox(request: HttpRequest, mailbox: int) -> HttpResponse:
    """How it is, what was set aside there and why, and what came last."""
    found = _find(request, mailbox)
    arrivals = Arrival.objects.visible_to(request.person).filter(mailbox=found).select_related("mailbox")
    before = request.GET.get("before", "")
    rows, more = page_of(
        arrivals.select_related("message__thread__journey__account"),
        before=int(before) if before.isdecimal() and len(before) < 19 else 0,
        rows=ROWS,
    )
    aside, further = page_of(arrivals.set_aside(), before=0, rows=ASIDE)
    return show(
        request,
        "channels/mailbox.html",
        mailbox=found,
        health=Health.of(found),
        is_known=found.is_by_consent and Provider.named(found.way_in).is_known,
        may_change=request.person.may("channels.mailboxes"),
        arrivals=rows,
        aside=aside,
        more_aside=bool(further),
        newer="?" if before else "",
        older=f"?before={more}" if more else "",
    )


@door(right="channels.mailboxes")
def new_mailbox(request: HttpRequest) -> HttpResponse:
    """Open a mailbox for a team."""
    form = MailboxForm(request.POST or None, teams=Team.objects.visible_to(request.person))
    if attempt(form, Mailbox.open, by=request.person):
        mailboxes = Mailbox.objects.visible_to(request.person)
        return redirect(get_object_or_404(mailboxes, address=form.cleaned_data["address"].strip().lower()))
    return show(request, "channels/mailbox_settings.html", form=form)


@door(right="channels.mailboxes")
def settings(request: HttpRequest, mailbox: int) -> HttpResponse:
    """The settings of a mailbox."""
    found = _find(request, mailbox)
    form = MailboxForm.about(found, request.POST or None, teams=Team.objects.visible_to(request.person))
    if attempt(form, found.change, by=request.person):
        return redirect(found)
    return show(request, "channels/mailbox_settings.html", form=form, mailbox=found)


def _find(request: HttpRequest, mailbox: int) -> Mailbox:
    mailboxes = Mailbox.objects.visible_to(request.person).select_related("team__calendar__current")
    found: Mailbox = get_object_or_404(mailboxes, pk=mailbox)
    return found
