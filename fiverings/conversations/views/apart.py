"""What strangers sent, shown under an address of its own, where no page and no cookie of ours lives."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from fiverings.core.doors import door
from fiverings.core.handing_out import as_file

from ..models import Attachment, Message, seal_for, unsealed
from .framing import FRAMED, framed


def sent_there(request: HttpRequest, page: str, found: Message | Attachment) -> HttpResponse | None:
    """The way to where it is shown; None if the house has no such address."""
    if not settings.CONTENT_ADDRESS:
        return None
    seal = seal_for(request.person, found, language=translation.get_language())  # type: ignore[attr-defined]
    response = HttpResponseRedirect(settings.CONTENT_ADDRESS + reverse(page, args=[seal]))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@door(public=True)
def message_apart(request: HttpRequest, seal: str) -> HttpResponse:
    """What a customer sent, as they made it look, for whom one of our pages sent here."""
    opened = unsealed(seal, "message")
    if opened is None or not opened[0].html_safe or request.headers.get("Sec-Fetch-Dest", FRAMED) != FRAMED:
        raise Http404
    message, reader, language = opened
    with translation.override(language):
        return framed(request, message, reader=reader, within="/".join(settings.PUBLIC_ADDRESS.split("/")[:3]))


@door(public=True)
def file_apart(request: HttpRequest, seal: str) -> HttpResponseBase:
    """A file as it came, for whom one of our pages sent here."""
    opened = unsealed(seal, "attachment")
    if opened is None:
        raise Http404
    found = opened[0]
    return as_file(found.blob.open(), name=found.name, content_type=found.content_type)
