"""What stands beside a case about its severity: the answers, the rules, and where to ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots

from ..models import Case
from .gathered import last_severity


@slots.panel("cases.case", order=20)
def severity_and_why(request: Any, case: Case) -> slots.Panel:
    """How severe it is and on what ground, or that nobody has asked yet."""
    last = last_severity(request, case)
    session = last.session if last else None
    context = {
        "case": case,
        "last": last,
        "evidence": session.standing() if session else [],
        "fired": session.finding().fired if session else [],
        "may_ask": not case.is_closed and request.person.may("cases.severity"),
    }
    title = _("Severity {level}, and why").format(level=last.level) if last else _("Severity not settled")
    return slots.Panel(title, "cases/_severity.html", context)
