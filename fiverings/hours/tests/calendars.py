"""Calendars that the tests of this part know by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fiverings.hours.models import WorkingTime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY = (*WEEKDAYS, "sat", "sun")

NORTHBELL: dict[str, Any] = {
    "tz": "America/Toronto",
    "hours": {day: [["08:30", "17:00"]] for day in WEEKDAYS},
    "holidays_of": {"country": "CA", "subdivision": "ON", "years": [2026]},
}
AROUND_THE_CLOCK: dict[str, Any] = {
    "tz": "America/Toronto",
    "hours": {day: [["00:00", "24:00"]] for day in EVERY_DAY},
}


def calendar(tz: str = "America/Toronto", *, days: tuple[str, ...] = WEEKDAYS, **fields: Any) -> dict[str, Any]:
    """A calendar open from nine to five."""
    return {"tz": tz, "hours": {day: [["09:00", "17:00"]] for day in days}, **fields}


def due(definition: dict[str, Any], start: str, minutes: float) -> str:
    """When it is due, as the calendar's own clock shows it."""
    working_time = WorkingTime.read(definition)
    return working_time.local(working_time.due(at(start), minutes)).isoformat(sep=" ", timespec="minutes")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)
