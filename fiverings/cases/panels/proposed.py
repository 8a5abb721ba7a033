"""What rules of the guide propose to escalate: to owners their own, to who leads everybody's."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fiverings.core import slots
from fiverings.people.models import Role

from ..models import EscalationProposal
from .gathered import kinds_asked

ROWS_AT_MOST = 12


@slots.setting("escalation-guide", order=25, label=_lazy("Guide to escalating"), icon="flag", right="cases.read_guide")
def the_guide_to_escalating() -> str:
    return reverse("escalation-guide")


@slots.home(order=3)
def proposed_escalations(request: Any) -> slots.Panel | None:
    """What the guide proposes and nobody has answered, the longest waiting first."""
    person = request.person
    if "proposal" not in kinds_asked(request):
        return None
    waiting = EscalationProposal.objects.visible_to(person).unanswered().with_everybody().order_by("at", "id")
    if not person.has_role(Role.LEAD):
        waiting = waiting.filter(case__owner=person)
    rows = list(waiting[:ROWS_AT_MOST])
    if not rows:
        return None
    context = {"rows": rows, "zone": person.zone, "may_escalate": person.may("cases.escalate")}
    return slots.Panel(_("The guide proposes to escalate"), "cases/_proposals.html", context, count=len(rows))
