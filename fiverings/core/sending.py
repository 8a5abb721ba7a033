"""Sending: a form is acted on once, however often it is sent; who sends it again sees what came of it.

Each form that is drawn bears a token of its own. The first to come with it claims it and acts in the same transaction,
so that a process which dies in between leaves neither; another that comes meanwhile waits. What was not done may be
sent again, and so may a form with other words in it: that is another act. What came of it is kept sealed, for a day,
and shown again to whoever may still see what it was about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.models import KeptAnswer
from fiverings.core.noting import in_sight, is_in_sight
from fiverings.core.references import refer
from fiverings.core.vault import seal, unseal

FIELD = "once"
KEPT_AS = "message/http"
BYTES = "latin-1"
"""Takes any bytes for letters, and back."""


class TurnedAway(HttpResponseRedirect):
    """A stranger is led to the door; nothing was done, so nothing is kept, however often they come."""


def sent_once(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """What the act answers; or, when this form was sent before, what came of it then."""
    if request.method != "POST" or FIELD not in request.POST:
        return act()
    with transaction.atomic():
        kept = KeptAnswer(
            caller=_sender(request),
            token=_letters(request),
            address=_place(request),
            content_type=KEPT_AS,
            at=clock.now(),
        )
        if not kept.claim():
            return _again(request, kept)
        answer = act()
        if _is_done(answer):
            kept.keep(answer.status_code, seal(answer.serialize().decode(BYTES)).encode(), about=in_sight(request))
        else:
            kept.let_go()
        return answer


def _sender(request: HttpRequest) -> str:
    """Whose form it is: one of us, a contact, or whoever holds a link."""
    sender = getattr(request, "person", None) or getattr(request, "contact", None)
    return f"{refer(sender) if sender else 'somebody'}, by a form"


def _place(request: HttpRequest) -> str:
    """By what name we know where it was sent; the address itself may be somebody's link."""
    return getattr(request.resolver_match, "view_name", None) or ""


def _letters(request: HttpRequest) -> str:
    """All that was sent, in few letters: the token of the form, where it was sent, and what was entered."""
    entered = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, each.name, each.size) for name, many in request.FILES.lists() for each in many)
    return hashlib.sha256(json.dumps([request.get_full_path(), entered, files]).encode()).hexdigest()


def _is_done(answer: Any) -> bool:
    """Whether something was done that must not be done again; what signs somebody in is shown to one browser alone."""
    is_shown = isinstance(answer, HttpResponse) and getattr(answer, "is_rendered", True)
    return is_shown and not isinstance(answer, TurnedAway) and answer.status_code < 400 and not answer.cookies


def _again(request: HttpRequest, sent: KeptAnswer) -> HttpResponse:
    kept = KeptAnswer.objects.get(caller=sent.caller, token=sent.token)
    if not is_in_sight(request, kept.about):
        raise Http404
    head, _blank, content = unseal(bytes(kept.content).decode()).encode(BYTES).partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    if kept.status in (301, 302, 303):
        messages.info(request, _("This was sent twice, and done once."))
    return HttpResponse(content, status=kept.status, headers=headers)
