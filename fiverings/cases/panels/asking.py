"""What is asked of whom: help, decisions, owning; on homes, and on the page of who owns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiverings.core import slots
from fiverings.core.templatetags.moments import when

from ..models import Case, CollaborationRequest, Escalation, Handoff, asked_of
from .counting import spelled
from .leading import risks

ROWS_AT_MOST = 12


def _asked(request: Any) -> set[str]:
    """What kinds of asking there are for the reader; asked once for a page."""
    if not hasattr(request, "asked_of"):
        request.asked_of = asked_of(request.person)
    found: set[str] = request.asked_of
    return found


@slots.home(order=8)
def escalations_to_decide(request: Any) -> slots.Panel | None:
    """What I am asked to decide, the longest first."""
    person = request.person
    mine = Escalation.objects.visible_to(person).held_by(person).exclude(state=Escalation.State.DECIDED)
    above = [each.escalation.pk for each in risks(request) if each.escalation]
    mine = mine.exclude(pk__in=above).with_everybody().order_by("-state", "raised_at")[:ROWS_AT_MOST]
    found = list(mine) if "escalation" in _asked(request) else []
    if not found and (above or not person.may("cases.take_over")):
        return None
    raised = sum(each.state == Escalation.State.RAISED for each in found)
    title = _("Escalations to accept") if raised or not found else _("Escalations to decide")
    context = {"escalations": found, "zone": person.zone}
    template = "cases/_escalations.html" if found else "cases/_no_escalations.html"
    asks = ngettext("One escalation waits for you.", "{count} escalations wait for you.", len(found)) if found else ""
    return slots.Panel(title, template, context, count=len(found), asks=asks.format(count=spelled(len(found))))


@slots.home(order=20)
def offered_to_me(request: Any) -> slots.Panel | None:
    """Cases that colleagues ask me to own."""
    if "offer" not in _asked(request):
        return None
    offers = Handoff.objects.visible_to(request.person).offered_to(request.person)
    found = list(offers.with_everybody().order_by("offered_at")[:ROWS_AT_MOST])
    if not found:
        return None
    context = {"offers": found, "zone": request.person.zone}
    asks = ngettext("One case is offered to you.", "{count} cases are offered to you.", len(found))
    asks = asks.format(count=spelled(len(found)))
    return slots.Panel(_("Offered to you"), "cases/_offers.html", context, count=len(found), asks=asks)


@slots.home(order=22)
def help_asked_of_me(request: Any) -> slots.Panel | None:
    """What colleagues need from me, the first due first."""
    if "help" not in _asked(request):
        return None
    person = request.person
    mine = CollaborationRequest.objects.visible_to(person).held_by(person)
    found = list(mine.with_everybody().order_by("needed_by", "id")[:ROWS_AT_MOST])
    if not found:
        return None
    seen = set(
        Case.objects.visible_to(person).filter(pk__in=[each.case_id for each in found]).values_list("pk", flat=True)
    )
    context = {"requests": found, "seen": seen, "zone": person.zone}
    asks = _who_needs_help(found, person.zone)
    return slots.Panel(_("Help asked of me"), "cases/_help_asked.html", context, count=len(found), asks=asks)


def _who_needs_help(asked: list[CollaborationRequest], zone: str) -> str:
    """Who waits for our help, the first due by name."""
    first = {"by": asked[0].asked_by, "at": when(asked[0].needed_by, zone)}
    if len(asked) == 1:
        return _("{by} needs your help by {at}.").format(**first)
    count = spelled(len(asked))
    return _("{count} requests for help wait for you, the first of {by} by {at}.").format(count=count, **first)


@slots.home(order=24)
def help_i_asked(request: Any) -> slots.Panel | None:
    """What I asked of colleagues, and who holds it."""
    if "request" not in _asked(request):
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
