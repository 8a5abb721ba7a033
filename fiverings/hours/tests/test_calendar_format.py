"""The import format of calendars: what it can say, and how it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fiverings.hours.models import BadCalendar, WorkingTime

from .calendars import at, calendar, due

ONTARIO = {"country": "CA", "subdivision": "ON", "years": [2026]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tz": None}, "tz: missing"),
        ({"tz": "America/Torronto"}, "tz: 'America/Torronto' is not a known time zone"),
        ({"tz": "America"}, "tz: 'America' is not a known time zone"),
        ({"tz": "../etc/passwd"}, "tz: "),
        ({"hours": None}, "hours: missing"),
        ({"hours": []}, "hours: must be named values"),
        ({"hours": {"monday": []}}, "hours.monday: no such weekday"),
        ({"hours": {"mon": [["09:00"]]}}, r"hours.mon\[0\]: must be \[from, to\]"),
        ({"hours": {"mon": [["09:00", "18:60"]]}}, r"hours.mon\[0\]: '18:60' is not a time of day"),
        ({"hours": {"mon": [["09:00", "24:01"]]}}, r"hours.mon\[0\]: '24:01' is not a time of day"),
        ({"hours": {"mon": [["9am", "17:00"]]}}, r"hours.mon\[0\]: '9am' is not a time of day"),
        ({"hours": {"mon": [[9, 17]]}}, r"hours.mon\[0\]: 9 is not a time of day"),
        ({"hours": {"mon": [["22:00", "06:00"]]}}, r"hours.mon\[0\]: begins at 22:00, after it ends at 06:00"),
        ({"hours": {"mon": [["09:00", "09:00"]]}}, r"hours.mon\[0\]: begins and ends at 09:00"),
        (
            {"hours": {"mon": [["13:00", "17:00"], ["09:00", "13:30"]]}},
            "hours.mon: 09:00-13:30 and 13:00-17",
        ),
        ({"holidays": ["2026-02-30"]}, r"holidays\[0\]: '2026-02-30' is not a date"),
        ({"holidays": ["*-02-30"]}, r"holidays\[0\]: '\*-02-30' is not a day of the year"),
        ({"holidays": [{"name": "Founding day"}]}, r"holidays\[0\]: None is not a date"),
        ({"breaks": {"16/02/2026": []}}, "breaks: '16/02/2026' is not a date"),
        ({"shifts": {"2026-02-16": [["9", "12:00"]]}}, r"shifts.2026-02-16\[0\]: '9' is not a time of day"),
        ({"holliday": []}, "holliday: no such field"),
        ({"holidays_of": {**ONTARIO, "country": "XX"}}, "holidays_of.country: 'XX' is not a known country"),
        ({"holidays_of": {**ONTARIO, "country": []}}, "holidays_of.country: "),
        ({"holidays_of": {**ONTARIO, "subdivision": "ZZ"}}, "holidays_of.subdivision: CA has AB, BC"),
        ({"holidays_of": {**ONTARIO, "years": []}}, "holidays_of.years: must be a list of years"),
        ({"holidays_of": {**ONTARIO, "year": 2026}}, "holidays_of.year: no such field"),
        ({"holidays_of": {**ONTARIO, "except": ["2026-02-17"]}}, "holidays_of.except: 2026-02-17 is not one of these"),
    ],
)
def test_a_bad_calendar_is_refused_by_the_name_of_its_wrong_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadCalendar, match=f"^{field}"):
        WorkingTime.read({**calendar(), **wrong})


@pytest.mark.parametrize("definition", [None, [], "nine to five", 7])
def test_what_is_no_calendar_at_all_is_refused(definition: object) -> None:
    with pytest.raises(BadCalendar, match=r"^calendar: must be"):
        WorkingTime.read(definition)


def test_a_holiday_may_fall_on_the_same_day_of_every_year() -> None:
    definition = calendar(days=("thu", "fri"), holidays=["*-12-25", "*-12-26"])
    assert due(definition, "2025-12-25T10:00-05:00", 60) == "2026-01-01 10:00-05:00"


def test_special_hours_take_the_place_of_the_week() -> None:
    definition = calendar(shifts={"2026-12-24": [["09:00", "12:00"]], "2026-12-26": [["10:00", "14:00"]]})
    assert due(definition, "2026-12-24T11:00-05:00", 120) == "2026-12-25 10:00-05:00"
    assert WorkingTime.read(definition).is_open(at("2026-12-26T10:00-05:00"))


def test_an_empty_shift_closes_a_day() -> None:
    assert not WorkingTime.read(calendar(shifts={"2026-02-17": []})).is_working_day(date(2026, 2, 17))


def test_a_holiday_closes_a_day_even_against_a_shift() -> None:
    definition = calendar(holidays=["2026-02-17"], shifts={"2026-02-17": [["09:00", "11:00"]]})
    assert not WorkingTime.read(definition).is_open(at("2026-02-17T10:00-05:00"))


def test_a_break_is_not_working_time_and_may_reach_beyond_the_hours() -> None:
    definition = calendar(breaks={"2026-02-17": [["08:00", "10:00"], ["09:30", "10:30"], ["16:00", "24:00"]]})
    assert due(definition, "2026-02-17T08:00-05:00", 331) == "2026-02-18 09:01-05:00"


def test_windows_that_touch_are_one_period() -> None:
    working_time = WorkingTime.read({"tz": "UTC", "hours": {"mon": [["12:00", "17:00"], ["09:00", "12:00"]]}})
    period = next(working_time.periods_after(at("2026-02-16T00:00Z")))
    assert (period.opens, period.closes) == (at("2026-02-16T09:00Z"), at("2026-02-16T17:00Z"))


def test_a_calendar_knows_the_name_of_its_holidays() -> None:
    hours = WorkingTime.read(calendar(holidays_of=ONTARIO, holidays=[{"on": "*-07-02", "name": "Founding day"}])).hours
    assert hours.holiday_on(date(2026, 2, 16)) == "Family Day"
    assert hours.holiday_on(date(2031, 7, 2)) == "Founding day"
    assert hours.holiday_on(date(2026, 2, 17)) is None


def test_another_subdivision_has_other_holidays() -> None:
    bavaria = {"country": "DE", "subdivision": "BY", "years": [2026]}
    berlin = {**bavaria, "subdivision": "BE"}
    epiphany = date(2026, 1, 6)
    assert WorkingTime.read(calendar("Europe/Berlin", holidays_of=bavaria)).hours.is_holiday(epiphany)
    assert not WorkingTime.read(calendar("Europe/Berlin", holidays_of=berlin)).hours.is_holiday(epiphany)
