"""What cases show on a page of a guide: those that it would have called otherwise, to whoever may see them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.diagnosis.models import LearningProposal

from ..models import Case

SHOWN_AT_MOST = 40


@slots.panel("diagnosis.proposal")
def called_otherwise(request: Any, proposal: LearningProposal) -> slots.Panel | None:
    """The cases behind a proposal that would have been called otherwise, those it makes worse first."""
    otherwise = {each.session: each for each in proposal.replayed().otherwise}
    seen = Case.objects.visible_to(request.person).taught_by(otherwise).with_everybody()
    rows: list[dict[str, Any]] = [
        {"case": case, "was": otherwise[session]} for session, case in seen.by_session(otherwise)
    ]
    rows.sort(key=lambda row: row["was"].better)
    if not otherwise:
        return None
    context = {"rows": rows[:SHOWN_AT_MOST], "unseen": len(otherwise) - len(rows)}
    return slots.Panel(_("Called otherwise"), "cases/_taught.html", context, count=len(otherwise))
