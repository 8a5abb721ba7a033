"""Attachments: files to be saved, and pictures of a message in its frame."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from fiverings.core.doors import door

from ..models import Attachment
from .framing import as_file


@door()
def attachment(request: HttpRequest, attachment: int) -> HttpResponseBase:
    """A file as it came, under its own name."""
    visible = Attachment.objects.visible_to(request.person).select_related("blob")  # type: ignore[attr-defined]
    found = get_object_or_404(visible, pk=attachment)
    return as_file(found.blob.open(), name=found.name, content_type=found.content_type)


@door(public=True)
def picture(request: HttpRequest, seal: str) -> HttpResponseBase:
    """A picture of a message for its frame, by an address that was sealed for whoever may see the message."""
    found = Attachment.unsealed(seal)
    if found is None:
        raise Http404
    return as_file(found.blob.open(), name=found.name, content_type=found.content_type, inline=True)
