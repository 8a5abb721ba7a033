"""How what strangers sent is handed to a browser: in a sandbox of its own, or as a file to be saved."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ..models import Message, without_signed_links

FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src {pictures} data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
PICTURES = "/pictures/"
"""What a message may ask of us by itself: the pictures that were sealed for it, and no other page."""
FILE_POLICY = "sandbox; default-src 'none'"
FRAME = """<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ margin: 0; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }}
img {{ max-width: 100% }}</style>
</head><body>{body}</body></html>"""


def framed(request: HttpRequest, message: Message) -> HttpResponse:
    """The HTML of a message as a page that can run, send and fetch nothing."""
    body = FRAME.format(title=escape(message.subject), body=with_pictures(message))
    response = HttpResponse(body)
    response["Content-Security-Policy"] = FRAME_POLICY.format(pictures=request.build_absolute_uri(PICTURES))
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def with_pictures(message: Message) -> str:
    """The pictures that came along get sealed addresses, for a sandbox sends no cookie by which to know its reader."""
    sent = {each.content_id.strip("<>"): each for each in message.attachments.all() if each.is_picture}

    def address(found: re.Match[str]) -> str:
        picture = sent.get(found[1])
        return f'src="{reverse("picture", args=[picture.seal()])}"' if picture else 'src=""'

    return re.sub(r'src="cid:([^"]*)"', address, without_signed_links(message.html_safe))


def as_file(file: Any, *, name: str, content_type: str, inline: bool = False) -> FileResponse:
    """A file to be saved, which no browser opens as a page of ours."""
    response = FileResponse(file, as_attachment=not inline, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300"
    return response


def back(request: HttpRequest) -> HttpResponse:
    """To the page that this was asked from."""
    came_from = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return redirect(came_from if ours else "/")
