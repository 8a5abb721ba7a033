"""The nights on which the clocks change: open is what the wall clock says, and no hour is lost or counted twice."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fiverings.hours.models import NotAnswerable, WorkingTime
from fiverings.hours.models.reading_moments import read_moment
from fiverings.hours.models.zone_offsets import EPOCH, stretches

from .calendars import AROUND_THE_CLOCK, at, calendar, due


def test_four_hours_pass_on_the_night_the_clocks_go_forward() -> None:
    assert due(AROUND_THE_CLOCK, "2026-03-08T00:30-05:00", 240) == "2026-03-08 05:30-04:00"


def test_four_hours_pass_on_the_night_the_clocks_go_back() -> None:
    assert due(AROUND_THE_CLOCK, "2026-11-01T00:30-04:00", 240) == "2026-11-01 03:30-05:00"


def test_an_hour_that_the_clocks_skip_is_not_worked() -> None:
    night_shift = {"tz": "America/Toronto", "hours": {"sun": [["01:00", "04:00"]]}}
    working_time = WorkingTime.read(night_shift)
    spring_night = at("2026-03-08T00:00-05:00"), at("2026-03-08T12:00-04:00")
    assert working_time.elapsed(*spring_night) == timedelta(hours=2)


def test_an_hour_that_the_clocks_show_twice_is_worked_twice() -> None:
    working_time = WorkingTime.read({"tz": "America/Toronto", "hours": {"sun": [["00:30", "01:30"]]}})
    periods = working_time.periods_after(at("2026-11-01T00:00-04:00"))
    shown = [[working_time.local(each).strftime("%H:%M %Z") for each in next(periods)] for _ in range(2)]
    assert shown == [["00:30 EDT", "01:30 EDT"], ["01:00 EST", "01:30 EST"]]


def test_a_window_that_lies_in_the_skipped_hour_does_not_open_that_night() -> None:
    working_time = WorkingTime.read({"tz": "America/Toronto", "hours": {"sun": [["02:10", "02:50"]]}})
    assert working_time.next_open(at("2026-03-08T00:00-05:00")) == at("2026-03-15T02:10-04:00")


def test_a_day_that_a_country_skipped_is_not_worked() -> None:
    samoa = {**AROUND_THE_CLOCK, "tz": "Pacific/Apia"}
    assert due(samoa, "2011-12-29T23:00-10:00", 120) == "2011-12-31 01:00+14:00"


@pytest.mark.parametrize(
    ("written", "why"), [("2026-03-08T02:30", "is skipped"), ("2026-11-01T01:30", "happens twice")]
)
def test_a_reading_that_names_no_moment_or_two_is_refused(written: str, why: str) -> None:
    toronto = WorkingTime.read(calendar()).hours
    with pytest.raises(NotAnswerable, match=f"{why} in America/Toronto"):
        read_moment(written, toronto)
    assert read_moment("2026-11-01T01:30-05:00", toronto) == at("2026-11-01T06:30Z")


def test_a_business_day_that_would_end_in_the_skipped_hour_ends_an_hour_later() -> None:
    working_time = WorkingTime.read(AROUND_THE_CLOCK)
    assert working_time.days_after(at("2026-03-07T02:30-05:00"), 1) == at("2026-03-08T03:30-04:00")


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("America/Toronto", 2026),
        ("Africa/Freetown", 1939),
        ("America/Recife", 2000),
        ("Asia/Gaza", 2040),
        ("UTC", 2026),
    ],
)
def test_every_change_of_the_clocks_is_found_even_two_in_one_week(zone: str, year: int) -> None:
    known = ZoneInfo(zone)
    found = stretches(known, year)
    for stretch in found:
        for second in range(stretch.start, stretch.end, 1_800):
            local: datetime = (EPOCH + timedelta(seconds=second)).astimezone(known)
            assert local.utcoffset() == timedelta(seconds=stretch.offset)
    assert all(earlier.end == later.start for earlier, later in itertools.pairwise(found))
