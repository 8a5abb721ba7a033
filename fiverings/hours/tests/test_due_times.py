"""By when: the figures that the trade agreed on, pauses, and what is refused."""

from __future__ import annotations

import math
import time
from datetime import date, timedelta

import pytest

from fiverings.hours.models import NeverOpens, NotAnswerable, TooFarAway, WorkingTime

from .calendars import EVERY_DAY, NORTHBELL, at, calendar, due

LEAP_YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
EVERY_DATE_OF_THE_YEAR = [f"*-{day:%m-%d}" for day in LEAP_YEAR]


def test_two_hours_on_a_friday_afternoon_pass_over_the_weekend_and_family_day() -> None:
    assert due(NORTHBELL, "2026-02-13T16:30-05:00", 120) == "2026-02-17 10:00-05:00"


def test_without_the_holiday_they_pass_over_the_weekend_only() -> None:
    open_on_family_day = {**NORTHBELL, "holidays_of": {**NORTHBELL["holidays_of"], "except": ["2026-02-16"]}}
    assert due(open_on_family_day, "2026-02-13T16:30-05:00", 120) == "2026-02-16 10:00-05:00"


def test_before_opening_the_clock_starts_at_opening() -> None:
    assert due(NORTHBELL, "2026-02-17T06:00-05:00", 120) == "2026-02-17 10:30-05:00"


def test_lunch_is_not_working_time() -> None:
    hours = {**NORTHBELL["hours"], "tue": [["08:30", "12:00"], ["13:00", "17:00"]]}
    assert due({**NORTHBELL, "hours": hours}, "2026-02-17T11:30-05:00", 60) == "2026-02-17 13:30-05:00"


def test_what_ends_with_the_day_is_due_at_closing() -> None:
    assert due(calendar(), "2026-02-17T09:00-05:00", 480) == "2026-02-17 17:00-05:00"


def test_nothing_at_all_is_due_at_once_or_at_the_next_opening() -> None:
    assert due(calendar(), "2026-02-17T11:00-05:00", 0) == "2026-02-17 11:00-05:00"
    assert due(calendar(), "2026-02-17T17:00-05:00", 0) == "2026-02-18 09:00-05:00"


def test_a_span_is_measured_back_to_the_latest_moment_to_begin() -> None:
    working_time = WorkingTime.read(calendar())
    assert working_time.start_for(at("2026-02-17T10:00-05:00"), 120) == at("2026-02-16T16:00-05:00")
    assert working_time.start_for(at("2026-02-17T17:00-05:00"), 480) == at("2026-02-17T09:00-05:00")


def test_the_clock_stands_still_through_all_pauses_and_counts_overlapping_ones_once() -> None:
    working_time = WorkingTime.read(calendar())
    start = at("2026-02-17T09:00-05:00")
    pauses = [
        (at("2026-02-17T10:00-05:00"), at("2026-02-17T11:00-05:00")),
        (at("2026-02-17T10:30-05:00"), at("2026-02-17T11:30-05:00")),
        (at("2026-02-17T16:00-05:00"), at("2026-02-18T10:00-05:00")),
    ]
    due_at = working_time.due(start, 480, pauses=pauses)
    assert due_at == at("2026-02-18T12:30-05:00")
    assert working_time.elapsed(start, due_at, pauses=pauses) == timedelta(minutes=480)


def test_a_due_time_decades_away_is_found_at_once() -> None:
    began = time.process_time()
    assert due(calendar(), "2026-02-13T16:30-05:00", 40 * 52 * 40 * 60).startswith("2065")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "fields",
    [
        {"days": ()},
        {"days": EVERY_DAY, "holidays": EVERY_DATE_OF_THE_YEAR},
        {"days": (), "shifts": {"2026-03-01": [["09:00", "09:01"]]}},
        {"days": (), "shifts": {"2020-01-01": [["09:00", "17:00"]]}},
    ],
)
def test_a_calendar_that_never_opens_is_refused(fields: dict[str, object]) -> None:
    working_time = WorkingTime.read(calendar(**fields))  # type: ignore[arg-type]
    with pytest.raises(NeverOpens):
        working_time.due(at("2026-02-13T16:30-05:00"), 2)


def test_a_calendar_that_opens_once_in_many_years_is_answered() -> None:
    leap_mondays = calendar(days=("mon",), holidays=[day for day in EVERY_DATE_OF_THE_YEAR if day != "*-02-29"])
    assert due(leap_mondays, "2025-01-01T00:00-05:00", 1) == "2044-02-29 09:01-05:00"


@pytest.mark.parametrize(
    ("minutes", "failure"),
    [(-1, NotAnswerable), (math.nan, NotAnswerable), (1e9, TooFarAway), (1e99, NotAnswerable)],
)
def test_a_span_that_cannot_be_counted_is_refused(minutes: float, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        WorkingTime.read(calendar()).due(at("2026-02-13T16:30-05:00"), minutes)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(NotAnswerable, match="no offset"):
        WorkingTime.read(calendar()).due(at("2026-02-13T16:30"), 1)
