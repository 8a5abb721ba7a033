"""What cases show on the home of who leads: each case at risk in one row, whoever owns it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiverings.core import clock, slots
from fiverings.people.models import Role

from ..models import AtRisk, Due
from .counting import spelled


def risks(request: Any) -> list[AtRisk]:
    """What is at risk, for who leads; asked once for a page, so that no other block shows these cases again."""
    if not hasattr(request, "at_risk"):
        leads = request.person.has_role(Role.LEAD)
        request.at_risk = AtRisk.seen_by(request.person, at=clock.now()) if leads else []
    found: list[AtRisk] = request.at_risk
    return found


def cases_at_risk(request: Any) -> set[int]:
    """The cases that stand among those at risk."""
    return {each.due.case.pk for each in risks(request) if each.due.case}


@slots.home(order=2)
def at_risk(request: Any) -> slots.Panel | None:
    """For who leads: what is broken, and what may break within the hour, whoever owes it."""
    person = request.person
    if not person.has_role(Role.LEAD):
        return None
    rows = risks(request)
    context = {"rows": rows, "zone": person.zone}
    sentence = _what_is_at_risk([due for row in rows for due in (row.due, *row.besides)])
    title = _("Promises broken or at risk")
    return slots.Panel(title, "cases/_at_risk.html", context, count=len(rows), sentence=sentence, wide=True)


def _what_is_at_risk(due: list[Due]) -> str:
    broken, near = sum(each.is_broken for each in due), sum(not each.is_broken for each in due)
    said = []
    if broken:
        said.append(ngettext("One promise is broken.", "{count} promises are broken.", broken))
    if near:
        said.append(ngettext("One is due within the hour.", "{count} are due within the hour.", near))
    counts = [count for count in (broken, near) if count]
    told = (each.format(count=spelled(count)) for each, count in zip(said, counts, strict=True))
    return " ".join(told) or _("No promise is broken, and none is due within the hour.")
