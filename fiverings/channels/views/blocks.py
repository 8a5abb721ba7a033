"""Blocks: a sender is kept out, or let in again, by one press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.channels.models import Block
from fiverings.core.doors import door, press


@require_POST
@door(right="channels.mail")
def sender_block(request: HttpRequest) -> HttpResponse:
    """Take no more mail of a sender."""
    sender = request.POST.get("sender", "").strip()
    done = _("Mail of {sender} is set aside from now on.").format(sender=sender)
    press(request, Block.begin, done=done, sender=sender, by=request.person)
    return _back(request)


@require_POST
@door(right="channels.mail")
def sender_release(request: HttpRequest, block: int) -> HttpResponse:
    """Let a sender in again."""
    found = get_object_or_404(Block.objects.visible_to(request.person), pk=block)
    done = _("{sender} is let in again; what was set aside because of it is being filed.").format(sender=found)
    press(request, found.release, done=done, by=request.person)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Where it was pressed."""
    back = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if here else "mail")
