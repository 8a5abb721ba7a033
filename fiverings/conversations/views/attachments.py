"""Attachments: files to be saved, and the pictures of a message in its frame."""

from __future__ import annotations

from django.db import close_old_connections
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from fiverings.core.doors import door
from fiverings.core.handing_out import as_file, as_picture
from fiverings.core.outside import NotFetched, Outside

from ..models import Attachment, Message, picture_kind
from .apart import sent_there

OUTSIDE = Outside()


@door()
def attachment(request: HttpRequest, attachment: int) -> HttpResponseBase:
    """A file as it came, under its own name."""
    visible = Attachment.objects.visible_to(request.person).select_related("blob")  # type: ignore[attr-defined]
    found = get_object_or_404(visible, pk=attachment)
    if there := sent_there(request, "file-apart", found):
        return there
    return as_file(found.blob.open(), name=found.name, content_type=found.content_type)


@door(public=True)
def picture(request: HttpRequest, seal: str) -> HttpResponseBase:
    """A picture of a message for its frame, by an address that was sealed for whoever may see the message."""
    found = Attachment.unsealed(seal)
    kind = found.picture_kind() if found else ""
    if found is None or not kind:
        raise Http404
    return as_picture(found.blob.open(), name=found.name, kind=kind)


@door(public=True)
def far_picture(request: HttpRequest, seal: str) -> HttpResponseBase:
    """A picture that lies elsewhere, fetched by us for whoever may see the message; who has it learns no more."""
    address = Message.far_picture(seal)
    if address is None:
        raise Http404
    close_old_connections()  # others need them while we wait
    try:
        fetched = OUTSIDE.fetch(address)
    except NotFetched as error:
        raise Http404 from error
    kind = picture_kind(fetched.content)
    if not kind:
        raise Http404
    return as_picture(fetched.content, name=f"picture.{kind.rpartition('/')[2]}", kind=kind)
