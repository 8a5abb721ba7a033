"""Who asks: each request knows the person who is signed in, and speaks their language in their zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from fiverings.people.models import Person


class PersonMiddleware:
    """Sets `request.person`, the zone in which times are shown, and the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if isinstance(request.user, Person) and request.user.is_active else None
        request.person = person  # type: ignore[attr-defined]
        if person is None:
            return self.get_response(request)
        with timezone.override(ZoneInfo(person.zone)), translation.override(person.language):
            return self.get_response(request)
