"""Who asks: each request knows its person, by session or by key, and speaks their language in their zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from fiverings.core import clock
from fiverings.core.problems import Problem
from fiverings.people.models import Key, Person

API = "/api/"
READS = {"GET", "HEAD", "OPTIONS"}
SCHEME = "bearer "


class PersonMiddleware:
    """Sets `request.person` and `request.key`, the zone in which times are shown, and the language.

    Keys open the API and nothing else; a request that shows one is never taken for whoever has a session beside it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person, request.key = self._who(request)  # type: ignore[attr-defined]
        person: Person | None = request.person  # type: ignore[attr-defined]
        if person is None:
            return self.get_response(request)
        if _is_forged(request):
            return Problem(403, _("A page of another site may not act here.")).response()
        with timezone.override(ZoneInfo(person.zone)), translation.override(person.language):
            return self.get_response(request)

    def _who(self, request: HttpRequest) -> tuple[Person | None, Key | None]:
        shown = request.headers.get("Authorization", "")
        if request.path.startswith(API) and shown:
            return self._who_shows(shown)
        person = request.user if isinstance(request.user, Person) and request.user.is_active else None
        return person, None

    def _who_shows(self, shown: str) -> tuple[Person | None, Key | None]:
        token = shown[len(SCHEME) :].strip() if shown.lower().startswith(SCHEME) else ""
        key = Key.objects.opening(token, clock.now()) if token else None
        if key is None:
            return None, None
        key.note_use(clock.now())
        return key.person, key


def _is_forged(request: HttpRequest) -> bool:
    """Whether a request to the API that changes something comes with a session but without our page's token."""
    by_session = request.key is None and request.path.startswith(API)  # type: ignore[attr-defined]
    return by_session and request.method not in READS and check_csrf(request) is not None
