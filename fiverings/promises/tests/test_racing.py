"""Clocks and people at the same promise in the same moment: it ends once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from fiverings.conversations.models import Journey
from fiverings.core.models import Entry
from fiverings.promises.models import AlreadySettled, Outcome, Outstanding, Promise
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

from .promising import promise, to_ourselves


@pytest.fixture
def told(db):
    """A committed promise whose time has passed: what races must be seen by every connection."""
    with leaving_nothing():
        yield alone(lambda: promise(World.read(), 38))


def late(told):
    return told.due_at + timedelta(minutes=1)


def strike(told):
    return lambda: Outstanding.objects.overdue(late(told)).break_all(at=late(told))


def outcomes(told):
    return alone(lambda: list(Outcome.objects.filter(promise=told).values_list("kind", flat=True)))


def recoveries(told):
    return alone(lambda: Promise.objects.filter(recovers=told).count())


def test_two_clocks_that_break_at_once_leave_one_outcome_and_one_recovery(told):
    assert sum(apart(*[strike(told)] * 4)) == 1
    assert outcomes(told) == ["broken"]
    assert recoveries(told) == 1
    assert alone(Entry.objects.filter(kind="promises.PromiseBroken", subject_id=told.pk).count) == 1


def test_two_clocks_share_the_work_and_do_none_of_it_twice(told):
    others = alone(lambda: [to_ourselves(World.read(), 10) for _ in range(8)])
    broken = sum(apart(*[strike(told)] * 3))
    again = alone(strike(told))
    assert broken + again == 9
    assert all(outcomes(each) == ["broken"] and recoveries(each) == 1 for each in [told, *others])


def test_a_promise_is_either_kept_in_time_or_broken(told):
    def keep():
        found = Promise.objects.get(pk=told.pk)
        return found.keep(by=found.owed_by, at=told.due_at).kind

    kept, broken = apart(keep, strike(told))
    assert outcomes(told) == (["broken"] if broken else ["kept"])
    assert isinstance(kept, AlreadySettled) if broken else kept == "kept"


def test_the_clock_waits_for_nobody_who_is_at_the_matter(told):
    """It holds back neither the other promises nor whoever is at work."""

    def strike_while_somebody_is_at_it():
        with transaction.atomic():
            Journey.objects.select_for_update().get(pk=told.journey_id)
            return apart(strike(told))[0]

    assert alone(strike_while_somebody_is_at_it) == 0
    assert outcomes(told) == []
    assert alone(strike(told)) == 1


def test_a_clock_that_finds_the_matter_taken_keeps_the_promise_from_nobody(told):
    """Else two clocks pass each other: one has the matter and the other the promise, and neither breaks it."""

    def look_while_somebody_is_at_it():
        with transaction.atomic():
            Journey.objects.select_for_update().get(pk=told.journey_id)
            return apart(pass_by)[0]

    def pass_by():
        with transaction.atomic():
            assert strike(told)() == 0
            return alone(take_the_promise)

    def take_the_promise():
        with transaction.atomic():
            return Outstanding.objects.select_for_update(nowait=True).get(promise=told).is_overdue(late(told))

    assert alone(look_while_somebody_is_at_it) is True


def test_a_clock_that_dies_in_the_middle_leaves_everything_or_nothing(told):
    def die():
        with transaction.atomic():
            strike(told)()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert isinstance(apart(die)[0], Exception)
    assert (outcomes(told), recoveries(told)) == ([], 0)
    assert alone(strike(told)) == 1
    assert (outcomes(told), recoveries(told)) == (["broken"], 1)
