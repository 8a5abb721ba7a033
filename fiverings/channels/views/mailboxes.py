"""Mailboxes: how one is and what came to it, its settings, and a new one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.channels.forms import MailboxForm
from fiverings.channels.gateways.cloud.leave import Provider
from fiverings.channels.models import Arrival, Mailbox
from fiverings.channels.models.health import Health, page_of
from fiverings.core.doors import attempt, door, press, show
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
        signing=found.signing(),
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


@require_POST
@door(right="channels.mailboxes")
def signing(request: HttpRequest, mailbox: int) -> HttpResponse:
    """Have what leaves it signed, with a key of its domain."""
    found = _find(request, mailbox)
    done = _("Its mail is signed from now on. Publish the record, so that others can tell.")
    press(request, found.begin_signing, done=done, by=request.person)
    return redirect(found)


def _find(request: HttpRequest, mailbox: int) -> Mailbox:
    mailboxes = Mailbox.objects.visible_to(request.person).select_related("team__calendar__current")
    found: Mailbox = get_object_or_404(mailboxes, pk=mailbox)
    return found
