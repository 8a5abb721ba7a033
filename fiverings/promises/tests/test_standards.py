"""Our standards: the newest one set counts, the one for a severity before the one for any."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.promises.models import Guarantee

from .promising import later, offer

ZONE = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("kind", "severity", "minutes", "round_the_clock"),
    [
        ("call_back", 1, 30, True),
        ("call_back", 2, 120, False),
        ("call_back", 3, 480, False),
        ("call_back", None, 120, False),
        ("next_update", 1, 60, True),
        ("next_update", 3, 480, False),
        ("recovery", 1, 15, True),
        ("recovery", 3, 60, False),
        ("decision", 3, 960, False),
    ],
)
def test_a_new_house_begins_with_standards(world, kind, severity, minutes, round_the_clock):
    standard = Guarantee.standard(kind, severity, at=world.now)
    assert (standard.minutes, standard.round_the_clock) == (minutes, round_the_clock)


def test_there_is_no_standard_for_a_visit(world):
    assert Guarantee.standard("visit", 1, at=world.now) is None


def test_a_standard_counts_from_its_moment_on(world):
    before = Guarantee.standard("answer", 2, at=world.now)
    Guarantee.set(kind="answer", severity=2, minutes=90, by=world.dana, at=later(world, 5))
    assert Guarantee.standard("answer", 2, at=world.now) == before
    assert Guarantee.standard("answer", 2, at=later(world, 5)).minutes == 90


def test_one_for_any_severity_leaves_the_one_for_a_severity_standing(world):
    Guarantee.set(kind="answer", severity=None, minutes=10, by=world.dana, at=world.now)
    assert Guarantee.standard("answer", 1, at=world.now).minutes == 30


@pytest.mark.parametrize(
    ("start", "due_at"),
    [
        (datetime(2026, 2, 13, 16, 30, tzinfo=ZONE), datetime(2026, 2, 17, 10, 0, tzinfo=ZONE)),
        (datetime(2026, 2, 17, 6, 0, tzinfo=ZONE), datetime(2026, 2, 17, 10, 30, tzinfo=ZONE)),
    ],
)
def test_business_minutes_are_counted_by_the_calendar(world, start, due_at):
    standard = Guarantee.standard("call_back", 2, at=world.now)
    assert standard.due(start, world.calendar.current.working_time()) == due_at


def test_severity_1_runs_through_the_night(world):
    standard, night = Guarantee.standard("call_back", 1, at=world.now), datetime(2026, 3, 8, 1, 50, tzinfo=ZONE)
    assert standard.due(night, world.calendar.current.working_time()) == night.astimezone(ZoneInfo("UTC")) + timedelta(
        minutes=30
    )


def test_another_calendar_or_standard_moves_nothing_that_was_offered(world):
    made = offer(world, 60)
    before, version = made.guarantee_due_at, made.calendar_version
    world.calendar.revise(definition={"tz": "UTC", "hours": {"mon": [["09:00", "10:00"]]}}, by=world.dana, at=world.now)
    Guarantee.set(kind="call_back", severity=2, minutes=1, by=world.dana, at=world.now)
    made.refresh_from_db()
    assert (made.guarantee_due_at, made.calendar_version) == (before, version)
    assert offer(world, 0.5).calendar_version != version


def test_a_standard_is_never_changed_or_removed(world):
    for sql in ("UPDATE promises_guarantee SET minutes = 1", "DELETE FROM promises_guarantee"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
