"""How the HTML that strangers sent is handed to a browser: in a sandbox of its own, with every link's true target."""

from __future__ import annotations

import re
from html import escape, unescape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import Message, without_signed_links
from .links import with_true_targets

FRAMED = "iframe"
OURSELVES = "'self'"
FRAME_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
    " img-src {pictures} data:; base-uri 'none'; form-action 'none'; frame-ancestors {within}"
)
PICTURES = ("/pictures/", "/outside/pictures/")
"""What a message may ask of us by itself: the pictures that were sealed for it, and no other page."""
FRAME = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><style>
body {{ margin: 0; padding: 8px; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; color: #1c1b19 }}
img {{ max-width: 100% }} img:not([height]) {{ height: auto }} table {{ max-width: 100% }}
td {{ overflow-wrap: normal }}
.MsoNormal {{ margin: 0 }} .MsoListParagraph {{ margin: 0 0 0 2em }}
img:not([src]) {{ outline: 1px dashed #b9b4ab; outline-offset: -1px; background: #f6f4f0; font-size: 12px }}
@media (max-width: 640px) {{
 table:is([width^="4"], [width^="5"], [width^="6"], [width^="7"]):not([width$="%"]), table[style*="width:6"] {{
  width: 100% !important; min-width: 0 !important }}
 td:is([width^="4"], [width^="5"], [width^="6"]):not([width$="%"]) {{ width: auto !important }}
 img[src] {{ height: auto !important }} }}
.true-target {{ display: inline !important; padding: 1px 5px !important; margin: 0 4px !important; border-radius: 3px;
 background: #fff1d6 !important; color: #5b3a00 !important; font: 600 12px/1.4 system-ui, sans-serif !important;
 position: relative !important; z-index: 9 !important; direction: ltr !important; unicode-bidi: isolate !important;
 letter-spacing: 0 !important; word-spacing: 0 !important; text-transform: none !important;
 text-indent: 0 !important; white-space: normal !important }}
</style></head><body>{body}</body></html>"""
PICTURE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')


def framed(request: HttpRequest, message: Message, *, reader: object, within: str = OURSELVES) -> HttpResponse:
    """The HTML of a message as a page that can run, send and fetch nothing; `within` is where it may be shown."""
    body = with_true_targets(with_pictures(message, reader), beside=_("leads to {host}"))
    page = FRAME.format(title=escape(message.subject), body=body, language=get_language())
    response = HttpResponse(page)
    pictures = " ".join(map(request.build_absolute_uri, PICTURES))
    response["Content-Security-Policy"] = FRAME_POLICY.format(pictures=pictures, within=within)
    if within == OURSELVES:
        response["X-Frame-Options"] = "SAMEORIGIN"
    else:
        response.xframe_options_exempt = True  # type: ignore[attr-defined]  # it knows no other address
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def with_pictures(message: Message, reader: object) -> str:
    """Its pictures get sealed addresses, for a sandbox sends no cookie by which to know its reader.

    Those that came along are shown, and those that lie elsewhere once one of us wanted to see them.
    """
    sent = {each.content_id.strip("<>"): each for each in message.attachments.all() if each.is_picture}
    lying = message.far_pictures if message.shows_pictures else []
    numbers = {address: number for number, address in enumerate(lying)}

    def came_along(found: re.Match[str]) -> str:
        picture = sent.get(unescape(found[1]))
        return f'src="{reverse("picture", args=[picture.seal()])}"' if picture else ""

    def lies_afar(found: re.Match[str]) -> str:
        number = numbers.get(unescape(found[1]))
        if number is None:
            return ""
        return f'src="{reverse("far-picture", args=[message.seal_picture(number, reader=reader)])}"'

    def shown(found: re.Match[str]) -> str:
        tag = re.sub(r'(?<=\s)src="cid:([^"]*)"', came_along, found[0], count=1)
        return re.sub(r'(?<=\s)data-src="([^"]*)"', lies_afar, tag, count=1)

    return PICTURE.sub(shown, without_signed_links(message.html_safe))


def back(request: HttpRequest) -> HttpResponse:
    """To the page that this was asked from."""
    came_from = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return redirect(came_from if ours else "/")
