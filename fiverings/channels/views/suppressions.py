"""Suppressions: an address at which nobody lived is written to again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.channels.models import Suppression
from fiverings.core.doors import door, press


@require_POST
@door(right="conversations.write")
def suppression_lifting(request: HttpRequest, suppression: int) -> HttpResponse:
    """Write to it again."""
    found = get_object_or_404(Suppression.objects.visible_to(request.person), pk=suppression)
    done = _("We write to {address} again.").format(address=found)
    press(request, found.lift, done=done, by=request.person)
    return redirect("contact", found.message.contact_id) if found.message.contact_id else redirect("mail")
