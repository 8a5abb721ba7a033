"""Problems: how an endpoint says no, as RFC 9457 describes (application/problem+json)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import psycopg
from django.db import IntegrityError
from django.http import JsonResponse
from django.utils.translation import gettext as _

API = "/api/"
"""Where programs come in: below it every answer is JSON."""
MEDIA_TYPE = "application/problem+json"
READS = {"GET", "HEAD", "OPTIONS"}
"""The methods that change nothing."""
SAYS_IT_IS_AWAY = ("08", "53", "57P")
"""What the codes of a database begin with that has no connection, no room for one, is shutting down or starting."""


class Problem(Exception):
    """A request that cannot be answered: a status, a sentence for people, and codes for programs."""

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more

    def response(self) -> JsonResponse:
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return JsonResponse(body | self.more, status=self.status, content_type=MEDIA_TYPE, headers=self.headers)


def nothing_here() -> Problem:
    """What is not there, and what may not be seen: nobody can tell the one from the other."""
    return Problem(404, _("There is nothing here that you may see."))


class Refused(Exception):
    """What was asked cannot be done now, and the sentence says why; each act's own refusals derive from this."""

    @property
    def more(self) -> dict[str, Any]:
        """What programs are told besides the sentence."""
        return {}


SAID_BY_THE_DATABASE: dict[str, Refused] = {}
"""What a broken constraint means to whoever acted, where they could not know before; by its name.

The place {named} in a sentence is for what the database names in its detail.
"""


def refusal_in(error: IntegrityError) -> Refused | None:
    """What the database refused, as what could not be done; None where nobody ever should have come that far."""
    known = SAID_BY_THE_DATABASE.get(broken_constraint(error))
    return type(known)(str(known).format(named=_diagnosed(error, "message_detail"))) if known else None


def broken_constraint(error: IntegrityError) -> str:
    """The name of the constraint that an error tells of, or nothing."""
    return _diagnosed(error, "constraint_name")


def _diagnosed(error: IntegrityError, what: str) -> str:
    return getattr(getattr(error.__cause__, "diag", None), what, None) or ""


def database_is_away(error: BaseException | None) -> bool:
    """Whether it failed because the database could not be reached, or left while we spoke with it."""
    while error is not None:
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            return error.sqlstate is None or error.sqlstate.startswith(SAYS_IT_IS_AWAY)
        error = error.__cause__ or error.__context__
    return False
