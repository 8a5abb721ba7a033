"""Next owed: for each case of a list what is owed about it first, with one question for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fiverings.promises.models import Outstanding

from .case import Case
from .due import Due


def next_owed(cases: Iterable[Case], *, at: datetime) -> dict[int, Due]:
    """What is broken, else what is due next, by the id of its case; nothing for a case of which nothing is owed."""
    listed = {case.pk: case for case in cases}
    owed = Outstanding.objects.filter(subject_label=Case._meta.label_lower, subject_id__in=listed)
    found: dict[int, Due] = {}
    for each in owed.select_related("promise__recovers", "person").order_by("due_at", "id"):
        due = Due.about(listed[each.subject_id], each, at=at)
        if each.subject_id not in found or (due.is_broken and not found[each.subject_id].is_broken):
            found[each.subject_id] = due
    return found
