"""The clock breaks what was not kept in time, once, and in the same transaction somebody owes making it right."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from fiverings.core.jobs import SCHEDULE
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.promises.checks import promises_are_watched
from fiverings.promises.models import Guarantee, NotDueYet, Outcome, Outstanding, Promise, outstanding

from .promising import forged, later, promise, to_ourselves

LATE_IN_THE_DAY = datetime(2026, 4, 30, 16, 40, tzinfo=ZoneInfo("America/Toronto"))


def break_all(at):
    return Outstanding.objects.overdue(at).break_all(at=at)


def strike(at):
    with time_machine.travel(at, tick=False):
        SCHEDULE["promises.break_overdue_promises"].run()


def test_an_update_promised_for_eleven_is_broken_one_second_after(world, settle):
    told = promise(world, 38, kind="next_update", severity=1)
    assert break_all(told.due_at) == 0
    at = told.due_at + timedelta(seconds=1)
    assert break_all(at) == 1
    assert (told.outcome.kind, told.outcome.at, told.outcome.lag()) == ("broken", at, timedelta(seconds=1))
    settle()


def test_breaking_makes_the_promise_to_contact_the_customer(world, settle):
    told = promise(world, 38)
    told.break_(at=later(world, 39))
    recovery = told.recovered_by
    assert (recovery.kind, recovery.to_person, recovery.severity, recovery.is_internal) == (
        "recovery",
        world.ana,
        2,
        True,
    )
    assert recovery.due_at == recovery.guarantee_due_at == later(world, 99)
    assert recovery.guarantee == Guarantee.standard("recovery", 2, at=world.now)
    assert Outstanding.objects.get().promise == recovery
    line = Entry.objects.get(kind="promises.PromiseBroken")
    assert {each.reaction for each in line.reacted.all()} == set()
    settle()
    assert "make it right" in recovery.sentence.lower()


def test_whoever_owes_it_now_makes_it_right(world):
    told = promise(world, 38)
    Outstanding.objects.pass_to(told.subject.find(), world.ben)
    told.break_(at=later(world, 39))
    assert told.recovered_by.owed_by == world.ben


def test_a_promise_is_not_broken_before_its_time(world):
    told = promise(world, 38)
    for minutes in (0, 38):
        with pytest.raises(NotDueYet):
            told.break_(at=later(world, minutes))


@pytest.mark.parametrize(
    ("severity", "minutes"), [(1, [15, 30, 60, 120, 240, 480, 480, 480]), (2, [60, 120, 240, 480, 480])]
)
def test_each_recovery_that_breaks_gives_the_next_twice_the_time_up_to_a_working_day(world, severity, minutes):
    broken, at = to_ourselves(world, 1, severity=severity), later(world, 2)
    working_time = world.calendar.current.working_time()
    for span in minutes:
        broken.break_(at=at)
        recovery = broken.recovered_by
        due_at = at + timedelta(minutes=span) if severity == 1 else working_time.due(at, span)
        assert recovery.due_at == due_at
        broken, at = recovery, (recovery.due_at + timedelta(seconds=1)).astimezone(ZoneInfo("UTC"))


def test_making_it_right_waits_for_the_opening_hours_below_severity_1(world):
    calm, severe = (to_ourselves(world, 30, severity=each, at=LATE_IN_THE_DAY) for each in (2, 1))
    for each in (calm, severe):
        each.break_(at=LATE_IN_THE_DAY + timedelta(seconds=1))
    assert calm.recovered_by.due_at == datetime(2026, 5, 1, 9, 10, 1, tzinfo=LATE_IN_THE_DAY.tzinfo)
    assert severe.recovered_by.due_at == LATE_IN_THE_DAY + timedelta(minutes=15, seconds=1)


def test_the_clock_breaks_each_once_however_often_it_strikes(world, settle):
    told = [promise(world, 38), to_ourselves(world, 20), promise(world, 90)]
    assert break_all(later(world, 60)) == 2
    assert break_all(later(world, 60)) == 0
    assert set(Promise.objects.broken()) == set(told[:2])
    assert Outcome.objects.count() == 2 and Outstanding.objects.count() == 3
    settle()


def test_one_that_cannot_be_broken_holds_back_no_other(world, caplog):
    stuck, other = forged(to_ourselves(world, 10), zone="Nowhere/Atlantis"), to_ourselves(world, 20)
    assert break_all(later(world, 60)) == 2
    assert f"Promise {stuck.pk} could not be broken" in caplog.text
    assert Outstanding.objects.filter(promise=stuck).exists()
    assert other.outcome.kind == "broken"


def test_many_that_cannot_be_broken_are_passed_over_for_those_that_can(world, caplog, monkeypatch):
    monkeypatch.setattr(outstanding, "AT_ONCE", 4)
    like = to_ourselves(world, 10)
    stuck = [forged(like, zone="Nowhere/Atlantis") for _ in range(9)]
    others = [to_ourselves(world, 20) for _ in range(6)]
    while break_all(later(world, 60)):
        pass
    assert {each.promise for each in Outstanding.objects.overdue(later(world, 60))} == set(stuck)
    assert Outcome.objects.filter(promise__in=[like, *others], kind="broken").count() == 7
    assert all(f"Promise {each.pk} could not be broken" in caplog.text for each in stuck)


def test_each_of_many_gets_the_recovery_that_it_would_get_alone(world):
    once, twice = to_ourselves(world, 1, severity=1), to_ourselves(world, 1, severity=2)
    twice.break_(at=later(world, 2))
    chidi = to_ourselves(world, 1, person=world.chidi, what="Ask the carrier")
    at = twice.recovered_by.due_at + timedelta(seconds=1)
    assert break_all(at) == 3
    recoveries = [once.recovered_by, twice.recovered_by.recovered_by, chidi.recovered_by]
    assert [(each.severity, each.owed_by) for each in recoveries] == [(1, world.ana), (2, world.ana), (2, world.chidi)]
    working_time = world.calendar.current.working_time()
    assert [each.due_at for each in recoveries] == [
        at + timedelta(minutes=15), working_time.due(at, 120), working_time.due(at, 60),
    ]  # fmt: skip
    lines = Entry.objects.filter(kind="promises.PromiseBroken").order_by("id")
    assert [line.subject.id for line in lines[1:]] == [once.pk, chidi.pk, twice.recovered_by.pk]


def test_the_clocks_strike_within_seconds_and_leave_what_was_just_done_to_its_follower(world):
    told = promise(world, 38)
    strike(told.due_at + timedelta(seconds=4))
    assert Outstanding.objects.filter(promise=told).exists()
    strike(told.due_at + timedelta(seconds=6))
    assert told.outcome.lag() == timedelta(seconds=6)


def test_the_self_check_sees_a_clock_that_stands_still(world):
    told = promise(world, 38)
    with time_machine.travel(told.due_at + timedelta(seconds=29), tick=False):
        assert promises_are_watched().ok
    with time_machine.travel(told.due_at + timedelta(seconds=31), tick=False):
        found = promises_are_watched()
    assert not found.ok and "2026-04-30T15:00:00Z" in found.sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("call_back", "The call to Priya Raman promised for 11:00 Toronto was not made: "),
        ("visit", "The visit to Priya Raman promised for 11:00 Toronto was not made: "),
        ("next_update", "Priya Raman was promised word by 11:00 Toronto and was not told where things stand: "),
    ],
)
def test_who_owed_it_hears_what_was_not_done_as_we_say_it_among_us(world, kind, words):
    promise(world, 38, kind=kind).break_(at=later(world, 39))
    with time_machine.travel(later(world, 40), tick=False):
        [event] = recall(Entry.objects.filter(kind="promises.PromiseBroken"), reader=world.ana)
        assert event.tell().startswith(words)


def test_what_we_owed_to_ourselves_is_named_as_such(world):
    to_ourselves(world, 38).break_(at=later(world, 39))
    with time_machine.travel(later(world, 40), tick=False):
        [event] = recall(Entry.objects.filter(kind="promises.PromiseBroken"), reader=world.ana)
        assert event.tell().startswith("What was owed by 11:00 Toronto was not done (Answer): ")
