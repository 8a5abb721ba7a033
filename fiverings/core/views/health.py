"""How the installation stands, for monitors."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from fiverings.core.doors import door
from fiverings.core.watching import standing


@door(public=True)
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when a self-check fails; staff also read which one."""
    try:
        connection.ensure_connection()
        answers = True
    except Exception:
        answers = False
    found = standing()
    is_well = answers and not found.is_red
    body = {"well": is_well, "database": answers, "asked_at": found.asked_at}
    if getattr(request, "person", None):
        body["wrong"] = list(found.wrong)
    return JsonResponse(body, status=200 if is_well else 503)
