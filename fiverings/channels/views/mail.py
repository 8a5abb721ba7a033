"""Mail: how it comes and goes, what was set aside and why, and one mail as it came."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.models import Arrival, Block, Delivery, Mailbox
from fiverings.core import slots
from fiverings.core.doors import door, press, show
from fiverings.core.handing_out import as_file

SHOWN = 50
COUNTED = 1000
WHOSE = "message__thread__journey__account"


@door(right="channels.mail")
def mail(request: HttpRequest) -> HttpResponse:
    """What waits for somebody first, then the mailboxes, then what came and goes."""
    arrivals = Arrival.objects.visible_to(request.person).select_related("mailbox", WHOSE).order_by("-id")
    mailboxes = Mailbox.objects.visible_to(request.person)
    deliveries = Delivery.objects.visible_to(request.person).select_related("mailbox", "message").order_by("-id")
    return show(
        request,
        "channels/mail.html",
        aside=arrivals.set_aside()[:SHOWN],
        aside_count=arrivals.set_aside()[:COUNTED].count(),
        mailboxes=mailboxes.with_silence().order_by("address"),
        may_open=request.person.may("channels.mailboxes"),
        mail_has_come=mailboxes.have_been_reached(),
        arrivals=arrivals.undisturbed()[:SHOWN],
        blocks=Block.objects.visible_to(request.person).standing().select_related("blocked_by").order_by("-id"),
        waiting=deliveries.waiting()[:SHOWN],
    )


@door(right="channels.mail")
def arrival(request: HttpRequest, arrival: int) -> HttpResponse:
    """One mail: what became of it, why, and its words."""
    found = _find(request, arrival)
    read = ParsedMail.read(found.kept.read(), at=found.came_at)
    gate = Block.objects.visible_to(request.person).gate(found.sender)
    panels = slots.panels(slots.panel, "channels.arrival", request, found)
    return show(request, "channels/arrival.html", arrival=found, read=read, gate=gate, panels=panels)


@require_POST
@door(right="channels.mail")
def filed_again(request: HttpRequest, arrival: int) -> HttpResponse:
    """File a mail again that was set aside, or open one that came encrypted."""
    found = _find(request, arrival)
    act = found.open_again if found.may_be_opened else found.try_again
    press(request, act, done=_("It is being filed again."), by=request.person)
    return redirect(found.mailbox) if request.POST.get("back") else redirect("arrival", arrival)


@door(right="channels.mail")
def source(request: HttpRequest, arrival: int) -> HttpResponse:
    """The raw mail, byte for byte, to be kept and never shown by a browser."""
    found = _find(request, arrival)
    return as_file(found.kept.read(), name=f"mail-{found.pk}.eml", content_type="message/rfc822")


def _find(request: HttpRequest, arrival: int) -> Arrival:
    arrivals = Arrival.objects.visible_to(request.person).select_related("mailbox", WHOSE)
    found: Arrival = get_object_or_404(arrivals, pk=arrival)
    return found
