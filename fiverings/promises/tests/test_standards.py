"""Our standards: the newest one set counts, the one for a severity before the one for any."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.promises.models import Guarantee, LaterThanOurStandard, NotToBeAgreed

from .promising import later, offer, promise

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


def agreed(world, minutes, **more):
    given = {"kind": "call_back", "severity": 2, "agreement": world.maple.agreements.get(name="Care"), "by": world.dana}
    return Guarantee.set(**given | {"minutes": minutes, "at": world.now} | more)


def test_what_stands_in_an_agreement_goes_before_what_counts_for_everybody(world):
    theirs = agreed(world, 30)
    assert Guarantee.standard("call_back", 2, account=world.maple, at=world.now) == theirs
    assert Guarantee.standard("call_back", 2, account=world.orion, at=world.now).minutes == 120
    assert Guarantee.standard("call_back", 3, account=world.maple, at=world.now).minutes == 480
    assert offer(world, 20).guarantee == theirs
    with pytest.raises(LaterThanOurStandard):
        offer(world, 60)


def test_in_an_agreement_too_one_for_a_severity_goes_before_one_for_any_and_the_newest_counts(world):
    for_any = agreed(world, 50, severity=None)
    assert Guarantee.standard("call_back", 2, account=world.maple, at=world.now) == for_any
    agreed(world, 40)
    latest = agreed(world, 45)
    assert Guarantee.standard("call_back", 2, account=world.maple, at=world.now) == latest
    assert Guarantee.standard("call_back", 1, account=world.maple, at=world.now) == for_any


def test_an_agreement_that_has_ended_or_was_struck_out_holds_us_to_nothing(world):
    agreed(world, 30)
    ends = datetime.combine(world.maple.agreements.get().ends_on, world.now.timetz())
    assert Guarantee.standard("call_back", 2, account=world.maple, at=ends).minutes == 30
    assert Guarantee.standard("call_back", 2, account=world.maple, at=ends + timedelta(days=1)).minutes == 120
    world.maple.agreements.get().strike_out(by=world.dana, at=world.now)
    assert Guarantee.standard("call_back", 2, account=world.maple, at=world.now).minutes == 120


def test_of_two_agreements_the_stricter_counts(world):
    agreed(world, 30)
    begun = world.now.date()
    second = world.maple.agree(name="Care Plus", begins_on=begun, by=world.dana)
    agreed(world, 90, agreement=second)
    assert Guarantee.standard("call_back", 2, account=world.maple, at=world.now).minutes == 30


def test_an_agreement_touches_nothing_that_was_told(world):
    told = promise(world, 100)
    agreed(world, 30)
    told.refresh_from_db()
    assert (told.guarantee.minutes, told.guarantee_due_at) == (120, later(world, 120))
    told.keep(by=world.ana, at=later(world, 100))
    assert told.measure().kept_for_us()


def test_how_we_make_things_right_stands_in_no_agreement(world):
    with pytest.raises(NotToBeAgreed):
        agreed(world, 30, kind="recovery")
