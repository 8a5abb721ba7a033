"""Next owed: when each case of a list owes its first word and how that stands, with one question for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fiverings.promises.models import Outstanding

from .case import Case
from .due import SOON, Due


@dataclass(frozen=True)
class NextOwed:
    """When something is due or was, how it stands, and how much of its time is used."""

    due_at: datetime
    state: str
    used: float


def next_owed(cases: Iterable[Case], *, at: datetime) -> dict[int, NextOwed]:
    """What is broken, else what is due next, by the id of its case; one more question when something is broken."""
    listed = {case.pk: case for case in cases}
    owed = Outstanding.objects.filter(subject_label=Case._meta.label_lower, subject_id__in=listed)
    columns = ("pk", "subject_id", "due_at", "promise__told_at", "promise__recovers")
    found: dict[int, NextOwed] = {}
    broken: list[int] = []
    for pk, case, due_at, told_at, recovers in owed.order_by("due_at", "id").values_list(*columns):
        if recovers is not None:
            broken.append(pk)
        elif case not in found:
            used = (at - told_at) / max(due_at - told_at, timedelta(seconds=1))
            state = "broken" if due_at < at else "soon" if due_at - at <= SOON else "due"
            found[case] = NextOwed(due_at, state, used)
    return found | _broken(broken, listed, at) if broken else found


def _broken(owed: list[int], listed: dict[int, Case], at: datetime) -> dict[int, NextOwed]:
    """Each under the time that was broken first."""
    rows = Outstanding.objects.filter(pk__in=owed).select_related("promise__recovers", "person")
    dues = [Due.about(listed[each.subject_id], each, at=at) for each in rows]
    dues.sort(key=lambda due: due.due_at, reverse=True)
    return {due.case.pk: NextOwed(due.due_at, due.state, due.used) for due in dues if due.case}
