"""How far what was broken about a case is made right: five ticks with their times."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import clock, slots

from ..models import Case, Recovery, in_short
from .gathered import kinds_around


@slots.panel("cases.case", order=5)
def making_it_right(request: Any, case: Case) -> slots.Panel | None:
    """The latest, and whatever before it is not whole yet."""
    if "breach" not in kinds_around(request, case):
        return None
    latest, *before = Recovery.of(case)
    shown = [latest, *(each for each in before if not each.is_whole)]
    rows = [
        {
            "at": each.at,
            "broken": [in_short(promise, promise.owed_by, case) for promise in each.broken],
            "ticks": [{"words": _words()[tick.step], "tick": tick} for tick in each.ticks],
            "again": _owed_again(case, each),
        }
        for each in shown
    ]
    return slots.Panel(_("Making it right"), "cases/_recovery.html", {"rows": rows, "zone": case.account.zone})


def _owed_again(case: Case, recovery: Recovery) -> datetime | None:
    """By when it is done where our next words say sorry now, as whoever writes them reads; None where that is told."""
    fixed = next(tick for tick in recovery.ticks if tick.step == "fixed")
    if fixed.at or fixed.due_at:
        return None
    again = [each for each in case.owed_again(at=clock.now()) if each.broken.first_broken() in recovery.broken]
    return min((each.due_at for each in again), default=None)


def _words() -> dict[str, str]:
    return {
        "acknowledged": _("They heard from us"),
        "owned": _("One of us owns it"),
        "fixed": _("It is done"),
        "told": _("They know that it is done"),
        "followed_up": _("We asked whether it is well again"),
    }
