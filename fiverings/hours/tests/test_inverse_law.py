"""The law of working time, in several zones and on odd calendars, and a slow count that agrees with the quick one.

20,000 cases by default; `HOURS_CALENDARS=5000 bin/test fiverings/hours` tries a million.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fiverings.hours.models import NeverOpens, WorkingTime

from .calendars import EVERY_DAY, at

CALENDARS = int(os.environ.get("HOURS_CALENDARS", "100"))
CASES_EACH = 200
MINUTE = timedelta(minutes=1)
ZONES = [
    *("America/Toronto", "America/Sao_Paulo", "America/Havana", "Europe/Berlin", "Africa/Casablanca", "Asia/Tehran"),
    *("Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll", "UTC"),
]
MINUTES_OF_A_DAY = st.integers(0, 1440) | st.sampled_from([0, 60, 90, 120, 150, 180, 1440])


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@st.composite
def windows(draw: st.DrawFn) -> list[list[str]]:
    """Up to four windows of one day that do not overlap; now and then the whole day, or one at a changing clock."""
    ordered = sorted(draw(st.lists(MINUTES_OF_A_DAY, max_size=8, unique=True)))
    return [[_clock(a), _clock(b)] for a, b in zip(ordered[::2], ordered[1::2], strict=False)]


def _opens_an_hour(week: dict[str, list[list[str]]]) -> bool:
    """Calendars that hardly open have tests of their own; here they would only be slow."""
    return sum(_minute(closes) - _minute(opens) for day in week.values() for opens, closes in day) >= 60


@st.composite
def calendars(draw: st.DrawFn, year: int) -> dict[str, Any]:
    """An odd calendar around a year: holidays, breaks and shifts on any of its days."""
    days = st.dates(date(year, 1, 1), date(year + 1, 12, 31)).map(date.isoformat)
    yearly = days.map(lambda day: "*" + day[4:])
    return {
        "tz": draw(st.sampled_from(ZONES)),
        "hours": draw(st.dictionaries(st.sampled_from(EVERY_DAY), windows(), min_size=1).filter(_opens_an_hour)),
        "holidays": draw(st.lists(days | yearly, max_size=6)),
        "breaks": draw(st.dictionaries(days, windows(), max_size=6)),
        "shifts": draw(st.dictionaries(days, windows(), max_size=6)),
    }


years = st.sampled_from([1998, 2011, 2015, 2024, 2026])
calendars_of_years = years.flatmap(lambda year: st.tuples(st.just(year), calendars(year)))


def cases(year: int, seed: int) -> Iterator[tuple[datetime, int]]:
    chance = Random(seed)
    for _ in range(CASES_EACH):
        start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(365 * 86_400))
        yield start, chance.choice((1, 30, 480, 2_400)) * chance.randrange(1, 8)


@settings(max_examples=CALENDARS, deadline=None)
@given(calendars_of_years, st.integers(0, 2**32))
def test_what_elapses_until_the_due_time_is_what_was_asked_for(drawn: tuple[int, dict[str, Any]], seed: int) -> None:
    year, definition = drawn
    working_time = WorkingTime.read(definition)
    for start, minutes in cases(year, seed):
        try:
            due_at = working_time.due(start, minutes)
        except NeverOpens:
            continue
        assert working_time.elapsed(start, due_at) == minutes * MINUTE
        assert working_time.elapsed(start, due_at - timedelta(microseconds=1)) < minutes * MINUTE


@settings(max_examples=CALENDARS // 2, deadline=None)
@given(calendars_of_years, st.integers(0, 2**32))
def test_what_elapses_from_the_latest_start_is_what_was_asked_for(drawn: tuple[int, dict[str, Any]], seed: int) -> None:
    year, definition = drawn
    working_time = WorkingTime.read(definition)
    for due_at, minutes in cases(year, seed):
        try:
            start = working_time.start_for(due_at, minutes)
        except NeverOpens:
            continue
        assert working_time.elapsed(start, due_at) == minutes * MINUTE
        assert working_time.elapsed(start + timedelta(microseconds=1), due_at) < minutes * MINUTE


CHANGING_CLOCKS = [
    ("America/Toronto", "2026-03-08T00:00Z"),
    ("America/Toronto", "2026-11-01T00:00Z"),
    ("America/Havana", "2015-11-01T00:00Z"),
    ("America/Sao_Paulo", "2015-02-21T12:00Z"),
    ("America/Sao_Paulo", "2015-10-17T12:00Z"),
    ("Australia/Lord_Howe", "2024-04-06T06:00Z"),
    ("Pacific/Apia", "2011-12-30T00:00Z"),
    ("Europe/Berlin", "2026-01-01T00:00Z"),
]


@settings(max_examples=40, deadline=None)
@given(calendars(2026), st.sampled_from(CHANGING_CLOCKS))
def test_the_quick_count_agrees_with_a_look_at_the_wall_clock_every_minute(
    definition: dict[str, Any], changing: tuple[str, str]
) -> None:
    zone, start = changing[0], at(changing[1])
    definition = {**definition, "tz": zone}
    working_time = WorkingTime.read(definition)
    looks = [start + n * MINUTE for n in range(36 * 60)]
    open_minutes = [look for look in looks if _shows_open(definition, working_time.local(look))]
    assert working_time.elapsed(start, looks[-1] + MINUTE) == len(open_minutes) * MINUTE
    assert [look for look in looks if working_time.is_open(look)] == open_minutes


def _shows_open(definition: dict[str, Any], local: datetime) -> bool:
    """By the words of the format alone: strings compared with strings."""
    day, clock = local.date().isoformat(), local.strftime("%H:%M")
    week = definition["hours"].get(EVERY_DAY[local.weekday()], [])
    within = any(opens <= clock < closes for opens, closes in definition["shifts"].get(day, week))
    on_break = any(begins <= clock < ends for begins, ends in definition["breaks"].get(day, []))
    return within and not on_break and day not in definition["holidays"] and "*" + day[4:] not in definition["holidays"]
