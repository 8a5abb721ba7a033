"""What no address may hold, refused before any page reads it; and how a program hears that something went wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import gettext_lazy as _

from fiverings.core.problems import API, Problem

SENTENCES = {
    400: _("This request cannot be read."),
    403: _("You may not do this."),
    404: _("There is nothing here that you may see."),
    405: _("There is nothing here that is asked for in this way."),
    413: _("This is more than can be read at once."),
    500: _("Something went wrong here. It was written down; nothing was changed."),
}

WORDS = ("text/html", "application/json", "application/problem+json")


class ProblemsOfPrograms:
    """Whatever goes wrong for a program is told as a problem and never as a page, unknown addresses and all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_told = "json" in answer.get("Content-Type", "") or answer.status_code not in SENTENCES
        if is_told or not f"{request.path}/".startswith(API):
            return answer
        kept = {name: value for name, value in answer.items() if name not in {"Content-Type", "Content-Length"}}
        return Problem(answer.status_code, str(SENTENCES[answer.status_code]), headers=kept).response()


class Compressed(GZipMiddleware):
    """Pages and what programs read travel compressed; files and streams go as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(WORDS):
            return response
        return super().process_response(request, response)


class NoControls:
    """An address or a cookie with a NUL is nobody's: the database keeps no such text, so nothing is found under it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = (request.path_info, *request.COOKIES.values())
        if any("\x00" in each for each in asked) or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest()
        return self.get_response(request)
