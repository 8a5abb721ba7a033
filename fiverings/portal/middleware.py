"""Which contact asks: on the portal's pages only, by a cookie of their own that no staff page is sent."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from fiverings.core import clock
from fiverings.core.sending import TurnedAway
from fiverings.customers.models import Contact
from fiverings.portal.models import PortalSession

COOKIE = "portal"
PATH = "/portal/"

Page = Callable[..., HttpResponse]


class ContactMiddleware:
    """Sets `request.contact` below /portal/, with the contact's language and zone; elsewhere nobody is a contact.

    No browser and no proxy keeps what stands there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PATH):
            return self._shown(request, None)
        response = self._shown(request, self._session(request))
        add_never_cache_headers(response)
        return response

    def _shown(self, request: HttpRequest, session: PortalSession | None) -> HttpResponse:
        request.portal_session = session  # type: ignore[attr-defined]
        request.contact = session.contact if session else None  # type: ignore[attr-defined]
        if session is None:
            return self.get_response(request)
        contact = session.contact
        with timezone.override(_zone(contact)), translation.override(contact.language or settings.LANGUAGE_CODE):
            return self.get_response(request)

    def _session(self, request: HttpRequest) -> PortalSession | None:
        at = clock.now()
        session = PortalSession.objects.of_token(request.COOKIES.get(COOKIE, ""), at)
        if session is not None:
            session.note_use(at)
        return session


def _zone(contact: Contact) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(contact.zone or contact.account.zone or settings.TIME_ZONE)


def for_contacts(page: Page) -> Page:
    """Let in a contact who is signed in; anybody else, staff too, is led to the portal's own door."""

    @wraps(page)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.contact is None:  # type: ignore[attr-defined]
            return TurnedAway(reverse("portal-door"))
        return page(request, *args, **kwargs)

    return behind


def let_in(answer: HttpResponse, session: PortalSession, token: str) -> HttpResponse:
    """Give the browser its cookie, which is sent to the portal and nowhere else."""
    answer.set_cookie(
        COOKIE,
        token,
        expires=session.expires_at,
        path=PATH,
        secure=settings.IS_HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer
