"""Revising a calendar: the earlier opening hours, and all that was due by them, stay as they were."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.core.models import Entry
from fiverings.core.references import refer
from fiverings.hours.models import BadCalendar, BusinessCalendar, CalendarVersion
from fiverings.hours.models import public_holidays as library
from tests.world import World

from .calendars import NORTHBELL, at, calendar

FRIDAY = at("2026-02-13T16:30-05:00")
LATER = {**calendar(), "hours": {"fri": [["10:00", "12:00"]]}}


@pytest.fixture
def counter(world: World) -> BusinessCalendar:
    return BusinessCalendar.establish(name="The counter", definition=NORTHBELL, by=world.dana)


def test_a_revision_leaves_earlier_due_times_as_they_were(counter: BusinessCalendar, world: World) -> None:
    told_by = counter.current
    before = told_by.working_time().due(FRIDAY, 120)
    counter.revise(definition=LATER, by=world.dana)
    assert CalendarVersion.objects.get(pk=told_by.pk).working_time().due(FRIDAY, 120) == before
    assert BusinessCalendar.objects.get(pk=counter.pk).current.working_time().due(FRIDAY, 120) != before


def test_a_revision_is_numbered_dated_and_signed(counter: BusinessCalendar, world: World) -> None:
    version = counter.revise(definition=LATER, by=world.ana, at=FRIDAY)
    assert (version.number, version.made_at, version.made_by) == (2, FRIDAY, refer(world.ana))


def test_a_revision_is_announced(counter: BusinessCalendar, world: World) -> None:
    counter.revise(definition=LATER, by=world.dana)
    line = Entry.objects.about(counter).latest("id")
    assert (line.kind, line.actor) == ("hours.CalendarRevised", refer(world.dana))


def test_a_bad_revision_leaves_the_calendar_as_it_was(counter: BusinessCalendar, world: World) -> None:
    with pytest.raises(BadCalendar, match=r"^tz"):
        counter.revise(definition={**LATER, "tz": "Mars"}, by=world.dana)
    assert BusinessCalendar.objects.get(pk=counter.pk).current.number == 1
    assert counter.versions.count() == 1


def test_the_holidays_of_a_version_are_dates_and_the_library_is_not_asked_again(
    counter: BusinessCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition = CalendarVersion.objects.get(calendar=counter).definition
    assert {"on": "2026-02-16", "name": "Family Day"} in definition["holidays"]
    assert definition["approved"]["subdivision"] == "ON"
    monkeypatch.delattr(library, "_library")
    assert counter.current.working_time().due(FRIDAY, 120) == at("2026-02-17T10:00-05:00")


@pytest.mark.parametrize("change", ["UPDATE {} SET zone = 'UTC'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_to_change_a_version(counter: BusinessCalendar, change: str) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(change.format("hours_calendarversion"))


def test_the_database_refuses_a_version_that_would_ask_for_holidays_later(counter: BusinessCalendar) -> None:
    late = CalendarVersion(calendar=counter, number=2, definition=NORTHBELL, zone="UTC", made_at=FRIDAY)
    with pytest.raises(IntegrityError, match="hours_a_version_has_its_holidays_as_dates"), transaction.atomic():
        late.save()
