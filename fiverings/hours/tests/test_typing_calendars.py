"""What people type becomes the import format, and a version can be typed again without loss."""

from __future__ import annotations

from typing import Any

import pytest

from fiverings.hours.forms import NewCalendarForm, RevisionForm
from fiverings.hours.models.calendar_format import read_calendar
from fiverings.hours.models.public_holidays import written_out
from fiverings.hours.models.typed_calendar import definition_of, typed_from
from fiverings.hours.models.week_in_words import week_in_words

from .calendars import AROUND_THE_CLOCK, NORTHBELL, calendar

TYPED = {
    "zone": "America/Toronto",
    "mon": "08:30-12:00, 13:00-17:00",
    "tue": "08:30-17:00",
    "country": "ca",
    "subdivision": "ON",
    "years": "2026, 2027",
    "holidays": "2026-06-05 Company outing\n*-12-24",
    "exceptions": "2026-12-31 08:30-12:00\n2026-12-28 closed\n2026-03-03 closed 10:00-11:30\n2026-02-16 open",
}


def definition(**more: str) -> Any:
    form = RevisionForm({**TYPED, **more})
    assert form.is_valid(), form.errors
    return form.cleaned_data["definition"]


def test_what_is_typed_becomes_the_import_format() -> None:
    assert definition() == {
        "tz": "America/Toronto",
        "hours": {"mon": [["08:30", "12:00"], ["13:00", "17:00"]], "tue": [["08:30", "17:00"]]},
        "holidays": [{"on": "2026-06-05", "name": "Company outing"}, "*-12-24"],
        "holidays_of": {"country": "CA", "subdivision": "ON", "years": [2026, 2027], "except": ["2026-02-16"]},
        "breaks": {"2026-03-03": [["10:00", "11:30"]]},
        "shifts": {"2026-12-31": [["08:30", "12:00"]], "2026-12-28": []},
    }


def test_a_public_holiday_with_hours_of_its_own_is_open_then() -> None:
    asked = definition(exceptions="2026-02-16 10:00-12:00")
    assert asked["holidays_of"]["except"] == ["2026-02-16"]
    assert asked["shifts"] == {"2026-02-16": [["10:00", "12:00"]]}


@pytest.mark.parametrize("known", [NORTHBELL, AROUND_THE_CLOCK, calendar("Europe/Berlin", breaks={"2026-01-07": []})])
def test_a_version_typed_again_opens_as_before(known: dict[str, Any]) -> None:
    version = written_out(known)
    form = RevisionForm(typed_from(version))
    assert form.is_valid(), form.errors
    before, after = read_calendar(version), read_calendar(written_out(form.cleaned_data["definition"]))
    assert (after.zone, after.week, after.shifts) == (before.zone, before.week, before.shifts)
    assert (after.holidays, after.yearly_holidays) == (before.holidays, before.yearly_holidays)
    assert {day: gaps for day, gaps in after.breaks.items() if gaps} == {d: g for d, g in before.breaks.items() if g}


def test_typed_and_read_again_it_is_typed_the_same() -> None:
    typed = typed_from(written_out(definition()))
    assert definition_of({**typed, "years": [2026, 2027]}) == definition()
    assert (typed["mon"], typed["holidays"]) == (TYPED["mon"], TYPED["holidays"])


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("zone", "Mars", "Select a valid choice"),
        ("tue", "0830", "'0830' is not a span such as 08:30-12:00"),
        ("tue", "08:30-18:60", "'18:60' is not a time of day"),
        ("tue", "17:00-08:30", "after it ends"),
        ("tue", "08:00-12:00, 11:00-13:00", "overlap"),
        ("country", "XX", "not a known country"),
        ("country", "", "not a known country"),
        ("subdivision", "BY", "CA has AB"),
        ("years", "soon", "Years have four digits"),
        ("years", "", "name the years"),
        ("years", "9999", "must be a list of years"),
        ("holidays", "*-13-01", "not a day of the year"),
        ("holidays", "tomorrow", "is not a date"),
        ("exceptions", "2026-12-24", "say closed, open, or hours"),
        ("exceptions", "2026-02-30 closed", "is not a date"),
        ("exceptions", "2026-12-31 8-9", "'8' is not a time of day"),
        ("exceptions", "2026-12-31 closed 9", "'9' is not a span"),
        ("exceptions", "2026-12-31 closed\n2026-12-31 08:30-12:00", "is there twice"),
        ("exceptions", "2026-03-04 open", "is open anyway"),
        ("exceptions", "2026-06-05 08:30-12:00", "one of your own holidays"),
        ("exceptions", "2026-12-24 08:30-12:00", "one of your own holidays"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(field: str, typed: str, complaint: str) -> None:
    form = RevisionForm({**TYPED, field: typed})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert complaint in form.errors[field][0]


def test_a_week_that_never_opens_is_not_typed_by_accident() -> None:
    form = RevisionForm({"zone": "UTC"})
    assert "It would never open" in form.errors["mon"][0]


def test_a_calendar_needs_a_name(db: None) -> None:
    assert "name" in NewCalendarForm(TYPED).errors


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (calendar(), "Mon\u2013Fri 09:00\u201317:00"),
        (calendar(days=("mon", "wed", "thu")), "Mon 09:00\u201317:00; Wed\u2013Thu 09:00\u201317:00"),
        (AROUND_THE_CLOCK, "Around the clock"),
        (calendar(days=()), "Closed all week"),
    ],
)
def test_a_week_is_one_sentence(known: dict[str, Any], sentence: str) -> None:
    assert week_in_words(read_calendar(known)) == sentence
