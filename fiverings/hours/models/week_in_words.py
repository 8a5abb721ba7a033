"""A week of opening hours in one sentence: Mon-Fri 08:30-17:00; Sat 10:00-14:00."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from .calendar_format import MIDNIGHT, shown
from .opening_hours import OpeningHours, Window, Windows

DASH = "\N{EN DASH}"


def week_in_words(hours: OpeningHours) -> str:
    """Days with the same hours are named together, days without are left out."""
    if all(windows == (Window(0, MIDNIGHT),) for windows in hours.week):
        return _("Around the clock")
    return "; ".join(_spans(hours)) or _("Closed all week")


def _spans(hours: OpeningHours) -> Iterator[str]:
    for windows, alike in groupby(range(7), key=hours.week.__getitem__):
        if windows:
            days = list(alike)
            names = dict.fromkeys(str(WEEKDAYS_ABBR[day]) for day in (days[0], days[-1]))
            yield f"{DASH.join(names)} {_times(windows)}"


def _times(windows: Windows) -> str:
    return ", ".join(shown(window, DASH) for window in windows)
