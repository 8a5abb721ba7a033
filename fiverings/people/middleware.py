"""Who asks: each request knows its person, by session or by key, and speaks their language in their zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from fiverings.core import clock
from fiverings.core.pace import seconds_to_wait
from fiverings.core.problems import API, READS, Problem
from fiverings.people.models import Key, Person

SCHEME = "bearer "


class PersonMiddleware:
    """Sets `request.person`, whether they act or read, `request.key`, the zone in which times are shown, the language.

    Keys open the API and nothing else; a request that shows one is never taken for whoever has a session beside it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person, request.key = self._who(request)  # type: ignore[attr-defined]
        person: Person | None = request.person  # type: ignore[attr-defined]
        if person is None:
            return self.get_response(request)
        person.is_acting = request.method not in READS
        if _is_forged(request):
            return Problem(403, _("A page of another site may not act here.")).response()
        if wait := _seconds_to_wait(request.key):  # type: ignore[attr-defined]
            headers = {"Retry-After": str(wait)}
            return Problem(429, _("This key asks too often: wait a moment."), headers=headers).response()
        with timezone.override(ZoneInfo(person.zone)), translation.override(person.language):
            return self.get_response(request)

    def _who(self, request: HttpRequest) -> tuple[Person | None, Key | None]:
        shown = request.headers.get("Authorization", "")
        if request.path.startswith(API) and shown:
            return self._who_shows(shown)
        person = request.user if isinstance(request.user, Person) else None
        return (person, None) if person and person.is_active and not person.is_program else (None, None)

    def _who_shows(self, shown: str) -> tuple[Person | None, Key | None]:
        token = shown[len(SCHEME) :].strip() if shown.lower().startswith(SCHEME) else ""
        key = Key.objects.opening(token, clock.now()) if token else None
        if key is None:
            return None, None
        key.note_use(clock.now())
        return key.person, key


def _seconds_to_wait(key: Key | None) -> int:
    """How long whoever shows this key must wait before they ask again; 0 when they need not."""
    return seconds_to_wait(f"key-{key.pk}", at_most=settings.API_REQUESTS_A_MINUTE, at=clock.now()) if key else 0


def _is_forged(request: HttpRequest) -> bool:
    """Whether a request to the API that changes something comes with a session but without our page's token."""
    by_session = request.key is None and request.path.startswith(API)  # type: ignore[attr-defined]
    return by_session and request.method not in READS and check_csrf(request) is not None
