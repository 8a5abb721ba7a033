"""Problems: how an endpoint says no, as RFC 9457 describes (application/problem+json)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse


class Problem(Exception):
    """A request that cannot be answered: a status, a sentence for people, and codes for programs."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more

    def response(self) -> JsonResponse:
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return JsonResponse(body | self.more, status=self.status, content_type="application/problem+json")


class Refused(Exception):
    """What was asked cannot be done now, and the sentence says why; each act's own refusals derive from this."""
