"""What the house sees around a case: from where they call, what machines say, and who else has a problem."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core import clock, slots
from fiverings.diagnosis.models import TelemetryEvent

from ..models import Case
from ..models.neighbours import neighbours
from .gathered import kinds_around

ALARMS_AT_MOST = 5


@slots.panel("cases.case", order=3)
def seen_without_asking(request: Any, case: Case) -> slots.Panel | None:
    """Alarms that stand, and that they call from elsewhere; nothing where nothing is seen."""
    kinds = kinds_around(request, case)
    if not case.is_open or not kinds & {"caller", "alarm"}:
        return None
    seen = TelemetryEvent.objects.visible_to(request.person).standing().of(case.account).order_by("began_at", "id")
    alarms = list(seen[:ALARMS_AT_MOST]) if "alarm" in kinds else []
    context = {"alarms": alarms, "elsewhere": "caller" in kinds, "zone": case.account.zone, "case": case}
    context["may_ask"] = request.person.may("cases.severity")
    return slots.Panel(_("Seen without asking"), "cases/_around.html", context)


@slots.panel("cases.case", order=6)
def others_with_a_problem(request: Any, case: Case) -> slots.Panel | None:
    """Cases of other customers nearby that may have the same cause, as far as the reader sees them; and the link."""
    if not case.is_open or "beside" not in kinds_around(request, case):
        return None
    near = neighbours(case, at=clock.now())
    shown = Case.objects.visible_to(request.person).filter(pk__in=[each.case.pk for each in near])
    seen = set(shown.values_list("pk", flat=True))
    rows = list({each.case.pk: each for each in near if each.case.pk in seen}.values())
    may_link = request.person.may("cases.link") and case.may_be_a_parent()
    link = reverse("case-children", args=[case.number]) if may_link else ""
    context = {"rows": rows, "link": link, "zone": request.person.zone}
    return slots.Panel(_("Perhaps the same cause"), "cases/_neighbours.html", context) if rows else None
