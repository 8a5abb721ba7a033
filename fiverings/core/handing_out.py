"""Handing out: a file of anybody's goes to a browser to be saved, or as a picture, and never as a page of ours."""

from __future__ import annotations

import re
from typing import Any, cast

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

POLICY = "sandbox; default-src 'none'"
INERT = re.compile(
    r"image/(?:png|gif|jpeg|webp|bmp)|text/(?:plain|csv|calendar)|audio/[\w.-]+|video/[\w.-]+|message/rfc822"
    r"|application/(?:pdf|zip|json|yaml|msword|vnd\.(?:ms-|openxmlformats-officedocument|oasis\.opendocument)[\w.-]*)"
)
"""What runs in no browser; whatever else it is called, it goes out as bytes."""
BYTES = "application/octet-stream"
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What would end a line or a folder, or turn the end of a name around."""


def as_file(file: Any, *, name: str, content_type: str) -> HttpResponse:
    """A file, or its bytes, to be saved, which no browser opens as a page of ours."""
    kind = content_type.partition(";")[0].strip().lower()
    return _handed_out(file, name, kind if INERT.fullmatch(kind) else BYTES, saved=True)


def as_picture(file: Any, *, name: str, kind: str) -> HttpResponse:
    """A picture for a page, of a kind that was seen by its bytes."""
    return _handed_out(file, name, kind, saved=False)


def _handed_out(file: Any, name: str, kind: str, *, saved: bool) -> HttpResponse:
    """It goes out in pieces when it is a file."""
    in_pieces = not isinstance(file, bytes)
    response = cast(HttpResponse, FileResponse(file) if in_pieces else HttpResponse(file))
    response["Content-Type"] = kind
    spoken = UNSPEAKABLE.sub("_", name).strip(" .") or "file"
    response["Content-Disposition"] = content_disposition_header(saved, spoken)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin" if saved else "cross-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, max-age=300"
    return response
