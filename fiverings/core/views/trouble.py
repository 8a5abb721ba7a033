"""What a browser or a program is told when we could not answer: the database is away, or the mistake is ours."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from fiverings.core.doors import door
from fiverings.core.problems import API, Problem, database_is_away

AGAIN_AFTER_SECONDS = 5


@door(public=True)
def trouble(request: HttpRequest) -> HttpResponse:
    """In plain words, with nothing asked of the database; 503 when it is away, and when to try again."""
    is_away = database_is_away(sys.exc_info()[1])
    status = 503 if is_away else 500
    if is_away and request.path.startswith(API):
        words = _("The database does not answer just now. Send it again with the same Idempotency-Key.")
        response: HttpResponse = Problem(status, words).response()
    else:
        response = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if is_away:
        response["Retry-After"] = AGAIN_AFTER_SECONDS
    return response
