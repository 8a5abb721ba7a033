"""What may break: to whoever owes it, and to nobody else, with what can still be done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core import clock, slots
from fiverings.promises.models import BreachWarning

from ..models import Case, Due
from .gathered import kinds_around

ROWS_AT_MOST = 12
SHOWN_FIRST = 3
"""On a home the nearest stand first; the others are below, among what is promised."""


@slots.home(order=4)
def what_may_break(request: Any) -> slots.Panel | None:
    """Of what I owe, what I was warned of or falls due soon, the next due first."""
    rows = _rows(request)[:SHOWN_FIRST]
    context = {"rows": rows, "zone": request.person.zone}
    return slots.Panel(_("May break"), "cases/_warned.html", context, count=len(rows), wide=True) if rows else None


@slots.panel("cases.case", order=5)
def what_may_break_here(request: Any, case: Case) -> slots.Panel | None:
    """The same beside its case."""
    if "warning" not in kinds_around(request, case):
        return None
    rows = [row for row in _rows(request) if row["due"].case == case]
    context = {"rows": rows, "zone": request.person.zone, "beside": True}
    return slots.Panel(_("May break"), "cases/_warned.html", context) if rows else None


def warned_of(request: Any) -> set[int]:
    """The promises that stand among those that may break."""
    return {row["due"].promise.pk for row in _rows(request)[:SHOWN_FIRST]}


def _rows(request: Any) -> list[dict[str, Any]]:
    """Each promise with why it may break and what I can do next; asked once for a page."""
    if not hasattr(request, "warned"):
        person, at = request.person, clock.now()
        risks = BreachWarning.risks_of(person, at=at)[:ROWS_AT_MOST]
        due = zip(Due.owed([each.owed for each in risks], person, at=at) if risks else [], risks, strict=True)
        shown = [(each, risk) for each, risk in due if each.case]
        request.warned = [{"due": each, "why": risk.because(), "acts": _acts(person, each)} for each, risk in shown]
    found: list[dict[str, Any]] = request.warned
    return found


def _acts(person: Any, due: Due) -> list[dict[str, Any]]:
    """Call or write now, ask for help, agree on another time."""
    case: Any = due.case
    page, number = case.get_absolute_url(), case.number
    acts: list[dict[str, Any]] = []
    if person.may("cases.reply"):
        calls = due.promise.channel in ("phone", "on_site") or due.promise.is_internal
        now = {"label": _("Call now"), "icon": "call"} if calls else {"label": _("Write now")}
        acts.append(now | {"href": f"{page}?write=call#composer" if calls else f"{page}#composer"})
    if person.may("cases.ask"):
        acts.append({"label": _("Ask for help"), "href": reverse("case-help", args=[number]), "sheet": True})
    if person.may("promises.settle") and not due.promise.is_internal:
        change = reverse("case-renegotiation", args=[number, due.promise.pk])
        acts.append({"label": _("Change with consent"), "href": change, "sheet": True})
    return acts
