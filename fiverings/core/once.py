"""Once: a request that bears an `Idempotency-Key` is acted on once, however often it is sent.

As the draft of the IETF describes it (draft-ietf-httpapi-idempotency-key-header). The answer is kept in the transaction
of the act: a process that dies in between leaves both or neither. What was done (2xx) or refused (409) is answered the
same way for a day, as long as whoever asks may see what it was about; what was never begun (401, 403, 404, 422, 429)
or failed (5xx) may be sent again under the same key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.models import KeptAnswer
from fiverings.core.noting import in_sight, is_in_sight
from fiverings.core.problems import READS, Problem, nothing_here
from fiverings.core.references import refer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255
REFUSED = 409


def once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of the act; or, when it was given before to this caller under this key, that answer again."""
    if HEADER not in request.headers or request.method in READS:
        return act()
    caller, token = _caller(request), _token(request)
    with transaction.atomic():
        if not _is_alone(caller, token):
            raise Problem(409, _("A request with this key is still running."), code="StillRunning", headers=SOON)
        kept = KeptAnswer.objects.filter(caller=caller, token=token).first()
        return _again(kept, request) if kept else _first(request, act, caller, token)


SOON = {"Retry-After": "1"}


def _caller(request: HttpRequest) -> str:
    """Whose keys these are: each key's own, and each person's who comes in by a session."""
    return str(refer(request.key or request.person))  # type: ignore[attr-defined]


def _token(request: HttpRequest) -> str:
    token = request.headers[HEADER].strip().removeprefix('"').removesuffix('"')
    if not token or len(token) > LONGEST or not token.isprintable():
        raise Problem(422, _("An Idempotency-Key has between 1 and 255 letters."))
    return token


def _is_alone(caller: str, token: str) -> bool:
    """Whether nobody else is at it now; the lock ends with the transaction, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"once {caller} {token}"])
        return bool(cursor.fetchone()[0])


def _first(request: HttpRequest, act: Callable[[], HttpResponse], caller: str, token: str) -> HttpResponse:
    before = transaction.savepoint()
    answer = act()
    settle = transaction.savepoint_rollback if answer.status_code >= 400 else transaction.savepoint_commit
    settle(before)
    if answer.status_code < 400 or answer.status_code == REFUSED:
        KeptAnswer.objects.create(caller=caller, token=token, **_kept(request, answer))
    return answer


def _kept(request: HttpRequest, answer: HttpResponse) -> dict[str, Any]:
    return {
        "address": _address(request),
        "body_hash": _hash(request),
        "status": answer.status_code,
        "content_type": answer.get("Content-Type", ""),
        "content": answer.content,
        "about": in_sight(request),
        "at": clock.now(),
    }


def _again(kept: KeptAnswer, request: HttpRequest) -> HttpResponse:
    if (kept.address, kept.body_hash) != (_address(request), _hash(request)):
        raise Problem(422, _("This Idempotency-Key was used for another request."), code="AnotherRequest")
    if not is_in_sight(request, kept.about):
        raise nothing_here()
    answer = HttpResponse(bytes(kept.content), status=kept.status, content_type=kept.content_type)
    answer[REPLAYED] = "true"
    return answer


def _address(request: HttpRequest) -> str:
    return f"{request.method} {request.get_full_path()}"


def _hash(request: HttpRequest) -> str:
    return hashlib.sha256(request.body).hexdigest()
