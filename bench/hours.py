"""Due times a second: one working day, thirty days and three years ahead, by the calendar of the cast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from bench.figures import Figure
from bench.ground import Ground, rate
from fiverings.hours.models import WorkingTime
from tests.world import HOURS, NOW

RUNS = 5
A_DAY = 510
HOLIDAYS = cast(dict[str, Any], HOURS["holidays_of"])
HORIZONS = {"one working day": A_DAY, "thirty working days": 30 * A_DAY, "three years of them": 3 * 250 * A_DAY}


def measure(ground: Ground) -> Iterator[Figure]:
    """Begin at moments that are seldom the same, over a year."""
    many_years = {**HOLIDAYS, "years": list(range(2025, 2031))}
    calendar = WorkingTime.read({**HOURS, "holidays_of": many_years})
    count = ground.times(20_000)
    starts = [NOW + timedelta(minutes=26 * n % (365 * 24 * 60)) for n in range(count)]
    for name, minutes in HORIZONS.items():
        values = [rate(partial(_ask, calendar, starts, minutes), count) for _ in range(RUNS)]
        yield Figure(f"due times {name} ahead", "a second", values)


def _ask(calendar: WorkingTime, starts: list[datetime], minutes: int) -> None:
    for start in starts:
        calendar.due(start, minutes)
