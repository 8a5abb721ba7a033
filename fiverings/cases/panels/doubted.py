"""What may be worse than we say, what feels worse than we call it, and the reviews that are open."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fiverings.core import slots
from fiverings.people.models import Role

from ..models import Case, DiagnosisReview, SeverityDoubt
from .counting import spelled
from .gathered import kinds_around, kinds_asked, open_doubt

ROWS_AT_MOST = 12


@slots.setting(
    "diagnosis-reviews", order=27, label=gettext_lazy("Reviews of severity"), icon="diagnose",
    right="cases.review_diagnosis",
)  # fmt: skip
def the_reviews() -> str:
    return reverse("diagnosis-reviews")


@slots.panel("cases.case", order=4)
def it_may_be_worse(request: Any, case: Case) -> slots.Panel | None:
    """Why it may be worse than we say, and that it feels worse to them."""
    doubt = open_doubt(request, case)
    mismatch = case.mismatch() if "feeling" in kinds_around(request, case) and case.is_open else None
    if doubt is None and mismatch is None:
        return None
    may = request.person.may
    context = {"case": case, "doubt": doubt, "mismatch": mismatch, "zone": request.person.zone}
    context |= {"may_ask": may("cases.severity"), "may_raise": may("cases.raise_severity")}
    title = _("May be worse") if doubt else _("It feels worse to them")
    return slots.Panel(title, "cases/_doubted.html", context)


@slots.home(order=3)
def severities_in_doubt(request: Any) -> slots.Panel | None:
    """To owners their own, to who leads everybody's: the longest waiting first."""
    if "doubt" not in kinds_asked(request):
        return None
    person = request.person
    waiting = SeverityDoubt.objects.visible_to(person).unanswered().with_everybody().order_by("raised_at", "id")
    if not person.has_role(Role.LEAD):
        waiting = waiting.filter(case__owner=person)
    rows = list(waiting[:ROWS_AT_MOST])
    if not rows:
        return None
    asks = ngettext("One case may be worse than we say.", "{count} cases may be worse than we say.", len(rows))
    context = {"rows": rows, "zone": person.zone, "may_ask": person.may("cases.severity")}
    asks = asks.format(count=spelled(len(rows)))
    return slots.Panel(_("May be worse than we say"), "cases/_in_doubt.html", context, count=len(rows), asks=asks)


@slots.home(order=26)
def reviews_to_close(request: Any) -> slots.Panel | None:
    """Of severities that were wrong: what is to be changed by it."""
    if "review" not in kinds_asked(request) or not request.person.may("cases.review_diagnosis"):
        return None
    seen = DiagnosisReview.objects.visible_to(request.person).unclosed().with_everybody()
    rows = list(seen.order_by("opened_at", "id")[:ROWS_AT_MOST])
    context = {"rows": rows, "zone": request.person.zone}
    return (
        slots.Panel(_("Severities that were wrong"), "cases/_reviews.html", context, count=len(rows)) if rows else None
    )
