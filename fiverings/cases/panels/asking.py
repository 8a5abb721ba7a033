"""What is asked of whom: help, owning; on homes, and on the page of who owns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiverings.core import clock, slots
from fiverings.core.templatetags.moments import due_by

from ..models import Case, CollaborationRequest, Handoff
from ..models.package import as_it_stands
from .counting import spelled
from .gathered import kinds_asked

ROWS_AT_MOST = 12


@slots.home(order=20)
def offered_to_me(request: Any) -> slots.Panel | None:
    """Cases that colleagues ask me to own."""
    if "offer" not in kinds_asked(request):
        return None
    offers = Handoff.objects.visible_to(request.person).offered_to(request.person)
    now = clock.now()
    found = [as_it_stands(each, at=now) for each in offers.with_everybody().order_by("offered_at")[:ROWS_AT_MOST]]
    if not found:
        return None
    context = {"offers": found, "zone": request.person.zone}
    asks = ngettext("One case is offered to you.", "{count} cases are offered to you.", len(found))
    asks = asks.format(count=spelled(len(found)))
    return slots.Panel(_("Offered to you"), "cases/_offers.html", context, count=len(found), asks=asks)


@slots.home(order=22)
def help_asked_of_me(request: Any) -> slots.Panel | None:
    """What colleagues need from me, the first due first."""
    if "help" not in kinds_asked(request):
        return None
    person = request.person
    mine = CollaborationRequest.objects.visible_to(person).held_by(person)
    found = list(mine.with_everybody().order_by("needed_by", "id")[:ROWS_AT_MOST])
    if not found:
        return None
    context = {"requests": found, "zone": person.zone}
    asks = _who_needs_help(found, person.zone)
    return slots.Panel(_("Help asked of me"), "cases/_help_asked.html", context, count=len(found), asks=asks)


def _who_needs_help(asked: list[CollaborationRequest], zone: str) -> str:
    """Who waits for our help, the first due by name."""
    first = {"by": asked[0].asked_by, "due": due_by(asked[0].needed_by, zone)}
    if len(asked) == 1:
        return _("{by} needs your help{due}.").format(**first)
    count = spelled(len(asked))
    return _("{count} requests for help wait for you, the first of {by}{due}.").format(count=count, **first)


@slots.home(order=24)
def help_i_asked(request: Any) -> slots.Panel | None:
    """What I asked of colleagues, and who holds it."""
    if "request" not in kinds_asked(request):
        return None
    person = request.person
    asked = CollaborationRequest.objects.visible_to(person).unended().asked_by(person)
    found = list(asked.with_everybody().order_by("needed_by", "id")[:ROWS_AT_MOST])
    context = {"requests": found, "zone": person.zone}
    return slots.Panel(_("Help I asked for"), "cases/_help_i_asked.html", context, count=len(found)) if found else None


@slots.panel("people.profile", order=10)
def what_somebody_owns(request: Any, person: Any) -> slots.Panel | None:
    """The open cases of a colleague, of those that the reader may see: who leaves hands each of them off first."""
    owned = Case.objects.visible_to(request.person).open().owned_by(person)
    found = list(owned.with_everybody().with_last_words().order_by("next_due_at", "id")[:ROWS_AT_MOST])
    context = {"cases": found, "zone": request.person.zone}
    return slots.Panel(_("Owns"), "cases/_owned.html", context, count=owned.count()) if found else None
