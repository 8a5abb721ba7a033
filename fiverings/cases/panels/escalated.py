"""What the reader is asked to decide, before anything else on their home; and what was decided for them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.core.templatetags.moments import due_by
from fiverings.notices.models import Notice

from ..models import Case, Escalated, Escalation
from .counting import spelled
from .gathered import escalated

ROWS_AT_MOST = 12
ALLOWED_OR_NOT = ("cases.GoodwillApproved", "cases.GoodwillDeclined")


@slots.home(order=1)
def escalations_to_decide(request: Any) -> slots.Panel | None:
    """What I am asked to decide, the most urgent first."""
    found, zone = escalated(request), request.person.zone
    if not found:
        return None
    title = _("Escalations to accept") if any(each.is_raised for each in found) else _("Escalations to decide")
    context = {"rows": found, "zone": zone}
    asks = _who_asks(found, zone)
    return slots.Panel(title, "cases/_escalations.html", context, count=len(found), asks=asks, wide=True)


@slots.home(order=6)
def decided_for_me(request: Any) -> slots.Panel | None:
    """What was decided about cases of mine, until I have carried it out or seen it."""
    person = request.person
    if not person.may("cases.close"):
        return None
    decided = list(Escalation.objects.visible_to(person).decided_for(person).with_everybody()[:ROWS_AT_MOST])
    unread = Notice.objects.visible_to(person).unread().filter(entry__kind__in=ALLOWED_OR_NOT).newest()[:ROWS_AT_MOST]
    seen = [
        (notice, event)
        for notice, event in Notice.with_events(list(unread))
        if isinstance(getattr(event, "case", None), Case)
    ]
    if not decided and not seen:
        return None
    context = {"decided": decided, "allowed": seen, "zone": person.zone}
    return slots.Panel(_("Decided for you"), "cases/_decided.html", context, count=len(decided) + len(seen))


@slots.home(order=8)
def nothing_to_decide(request: Any) -> slots.Panel | None:
    """For who leads: that nothing waits for their decision."""
    if escalated(request) or not request.person.may("cases.take_over"):
        return None
    return slots.Panel(_("Escalations to decide"), "cases/_no_escalations.html", count=0)


def _who_asks(found: list[Escalated], zone: str) -> str:
    """What waits for the reader's decision, with the time of the most urgent."""
    first = {"account": found[0].escalation.case.account, "due": due_by(found[0].due_at, zone)}
    if len(found) > 1:
        words = _("{count} escalations wait for you, the most urgent about {account}{due}.")
        return words.format(count=spelled(len(found)), **first)
    if found[0].is_raised:
        return _("One escalation waits for you: accept the one about {account}{due}.").format(**first)
    return _("One escalation waits for you: decide about {account}{due}.").format(**first)
