"""The address under which what strangers sent is shown: nothing else is there, and no cookie counts there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

SEALED = "/apart/"
PICTURES = ("/pictures/", "/outside/pictures/")
"""What opens by a seal alone; pictures stand under our own address only when there is no other."""

IDENTIFYING = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


class Apart:
    """Keeps the two addresses apart: there only what is sealed, and nothing of that here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        apart = urlsplit(settings.CONTENT_ADDRESS).netloc.lower()
        is_there = bool(apart) and request.get_host().lower() == apart
        is_sealed = request.path_info.startswith(SEALED)
        belongs_there = is_sealed or request.path_info.startswith(PICTURES)
        if (belongs_there != is_there) if apart else is_sealed:
            return HttpResponseNotFound()
        if is_there:
            for name in IDENTIFYING:
                request.META.pop(name, None)
        return self.get_response(request)
