"""Mailboxes: a new one, and the settings of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from fiverings.channels.forms import MailboxForm
from fiverings.channels.models import Mailbox
from fiverings.core.doors import attempt, door, show
from fiverings.people.models import Team


@door(right="channels.mailboxes")
def new_mailbox(request: HttpRequest) -> HttpResponse:
    """Open a mailbox for a team."""
    form = MailboxForm(request.POST or None, teams=Team.objects.visible_to(request.person))
    if attempt(form, Mailbox.open, by=request.person):
        return redirect("mail")
    return show(request, "channels/mailbox.html", form=form)


@door(right="channels.mailboxes")
def mailbox(request: HttpRequest, mailbox: int) -> HttpResponse:
    """The settings of a mailbox."""
    found = get_object_or_404(Mailbox.objects.visible_to(request.person), pk=mailbox)
    form = MailboxForm.about(found, request.POST or None, teams=Team.objects.visible_to(request.person))
    if attempt(form, found.change, by=request.person):
        return redirect("mail")
    return show(request, "channels/mailbox.html", form=form, mailbox=found)
