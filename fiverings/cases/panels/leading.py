"""What cases show on the home of who leads: each case at risk in one row, whoever owns it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fiverings.core import clock, slots
from fiverings.people.models import Person, Role

from ..models import Due, ExpectationCoverage
from ..models.coverage import OVER
from .counting import spelled
from .gathered import escalated, risks, to_allow


@slots.home(order=2)
def at_risk(request: Any) -> slots.Panel | None:
    """For who leads: what is broken, and what may break within the hour, whoever owes it."""
    person = request.person
    if not person.has_role(Role.LEAD):
        return None
    decided_above = {each.escalation.case_id for each in escalated(request)}
    allowed_above = {each.promise_id for each in to_allow(request)}
    left = [each for each in (each.without(allowed_above) for each in risks(request)) if each]
    rows = [each for each in left if not (each.due.case and each.due.case.pk in decided_above)]
    context = {"rows": rows, "above": len(rows) < len(risks(request)), "zone": person.zone}
    shown = [due for row in rows for due in (row.due, *row.besides)]
    title, sentence = _("Promises broken or at risk"), _what_is_at_risk(shown) if rows or not context["above"] else ""
    return slots.Panel(title, "cases/_at_risk.html", context, count=len(rows), sentence=sentence, wide=True)


def _what_is_at_risk(due: list[Due]) -> str:
    broken, late = sum(each.is_broken for each in due), sum(each.is_late for each in due)
    near = len(due) - broken - late
    said = []
    if broken:
        said.append(ngettext("One promise is broken.", "{count} promises are broken.", broken))
    if late:
        said.append(ngettext("One is late.", "{count} are late.", late))
    if near:
        said.append(ngettext("One is due within the hour.", "{count} are due within the hour.", near))
    counts = [count for count in (broken, late, near) if count]
    told = (each.format(count=spelled(count)) for each, count in zip(said, counts, strict=True))
    return " ".join(told) or _("No promise is broken, and none is due within the hour.")


@slots.metric("expectation-coverage", label=gettext_lazy("By when they expect it is known"), grains=("person",))
def expectation_coverage(period: timedelta, grain: Person) -> ExpectationCoverage:
    """Of the cases of a while that somebody may see, of how many we know it; measured on so many `cases`."""
    return ExpectationCoverage.of(grain, at=clock.now(), over=period)


@slots.home(order=25)
def what_they_expect(request: Any) -> slots.Panel | None:
    """For who leads: that we know of too few cases what their customers expect, with how many there are."""
    if not request.person.has_role(Role.LEAD):
        return None
    coverage = expectation_coverage(OVER, request.person)
    if coverage.is_enough:
        return None
    return slots.Panel(_("What they expect"), "cases/_coverage.html", {"coverage": coverage})
