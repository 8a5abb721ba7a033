"""What the reader is asked to decide: before anything else on their home, each with its clock."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.core.templatetags.moments import due_by

from ..models import Escalated
from .counting import spelled
from .gathered import escalated


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
