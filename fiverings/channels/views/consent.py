"""Signing in at the provider of a mailbox: somebody of ours is sent there, comes back, and finishes by a press."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.channels.gateways.cloud.leave import Provider, Request
from fiverings.channels.models import Mailbox, MailboxConsent
from fiverings.core.doors import door, press, show

KEPT = "mailbox-consent"


@require_POST
@door(right="channels.mailboxes")
def asked(request: HttpRequest, mailbox: int) -> HttpResponse:
    """Send somebody to the provider to sign in; only this browser can finish it."""
    found = get_object_or_404(Mailbox.objects.visible_to(request.person), pk=mailbox)
    if not found.is_by_consent or not Provider.named(found.way_in).is_known:
        messages.error(request, _("This installation is not known to the provider yet: the guide to mail says how."))
        return redirect("mailbox", mailbox)
    new = Request.new()
    request.session[KEPT] = {"mailbox": found.pk, "state": new.state, "verifier": new.verifier}
    return redirect(Provider.named(found.way_in).address(new, back_to=_back_to(), hint=found.address))


@door(right="channels.mailboxes")
def consent(request: HttpRequest) -> HttpResponse:
    """Whoever comes back sees what they brought, and finishes by a press."""
    came = request.POST if request.method == "POST" else request.GET
    kept = request.session.get(KEPT) or {}
    found = Mailbox.objects.visible_to(request.person).filter(pk=kept.get("mailbox")).first()
    if found is None or not compare_digest(came.get("state", "").encode(), kept["state"].encode()):
        messages.error(request, _("This sign-in was not begun here, or is over: begin it anew."))
        return redirect("mail")
    if request.method == "POST":
        return _finished(request, found, kept)
    why = came.get("error_description") or came.get("error") or ""
    told = {"code": came.get("code", ""), "state": came.get("state", "")}
    return show(request, "channels/consent.html", mailbox=found, why=why, **told)


def _finished(request: HttpRequest, mailbox: Mailbox, kept: dict[str, Any]) -> HttpResponse:
    del request.session[KEPT]
    brought = {"code": request.POST.get("code", ""), "verifier": kept["verifier"], "back_to": _back_to()}
    done = _("We may read {mailbox} now.").format(mailbox=mailbox)
    press(request, MailboxConsent.ask_for, mailbox=mailbox, done=done, by=request.person, **brought)
    return redirect("mailbox", mailbox.pk)


def _back_to() -> str:
    """Where the provider sends them back to; it must be told the same address beforehand."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('mailbox-consent')}"
