"""Kept for us is not yet kept for them: the figures of a promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiverings.conversations.models import Message, Thread
from fiverings.core.journal import history
from fiverings.promises.models import Measure, Pause

from .promising import expect, forged, journey_of, later, offer, promise

AT = datetime(2026, 4, 30, 14, 22, tzinfo=UTC)
MINUTES = st.integers(min_value=1, max_value=5000)


def minutes(count):
    return timedelta(minutes=count)


def measure(*, standard=None, told, expected=None, fulfilled=None, consent=False):
    moments = (None if each is None else AT + minutes(each) for each in (standard, expected, fulfilled))
    standard_at, expected_at, fulfilled_at = moments
    return Measure(
        told_at=AT,
        due_at=AT + minutes(told),
        standard_at=standard_at,
        expected_at=expected_at,
        fulfilled_at=fulfilled_at,
        has_consent=consent,
    )


def test_a_call_after_ninety_minutes_when_they_expected_one_hour_is_a_blind_success():
    figures = measure(standard=120, told=120, expected=60, fulfilled=90)
    assert figures.told_gap() == minutes(60)
    assert figures.felt_slack() == minutes(-30)
    assert figures.internal_slack() == minutes(30)
    assert (figures.kept_for_us(), figures.kept_for_them()) == (True, False)
    assert figures.is_blind_success()


def test_with_their_consent_the_same_call_is_kept_for_both():
    figures = measure(standard=120, told=120, expected=60, fulfilled=90, consent=True)
    assert (figures.felt_slack(), figures.kept_for_them(), figures.is_blind_success()) == (minutes(30), True, False)


def test_what_nobody_asked_and_nobody_did_has_no_figure():
    figures = measure(told=60)
    assert figures.told_gap() is figures.felt_slack() is figures.internal_slack() is None
    assert figures.kept_for_us() is figures.kept_for_them() is None
    assert not figures.is_blind_success()


@given(standard=MINUTES, told=MINUTES, expected=st.none() | MINUTES, fulfilled=MINUTES, consent=st.booleans())
def test_the_figures_agree_with_each_other(standard, told, expected, fulfilled, consent):
    figures = measure(standard=standard, told=told, expected=expected, fulfilled=fulfilled, consent=consent)
    assert figures.counted_on_at <= figures.due_at
    assert figures.kept_for_them() == (figures.felt_slack() >= timedelta())
    assert figures.kept_for_us() == (fulfilled <= standard)
    assert figures.is_blind_success() == (fulfilled <= standard and not figures.kept_for_them())
    if expected is None or consent or expected >= told:
        assert figures.kept_for_them() == (fulfilled <= told)
    if expected is not None:
        assert figures.told_gap() == minutes(told - expected)


def test_a_promise_is_measured_by_what_was_told_expected_and_done(world):
    expect(world, 60)
    with pytest.raises(Exception, match="They expect it by"):
        offer(world, 120)
    imported = forged(promise(world, 60), due_at=later(world, 120))
    imported.keep(by=world.ana, at=later(world, 90))
    figures = imported.measure()
    assert (figures.told_gap(), figures.felt_slack()) == (minutes(60), minutes(-30))
    assert (figures.internal_slack(), figures.is_blind_success()) == (minutes(30), True)


def test_the_night_is_not_counted_below_severity_1(world):
    at = later(world, 6 * 60)
    told = promise(world, 24 * 60, at=at, due_at=at + minutes(17 * 60))
    told.keep(by=world.ana, at=at + minutes(17 * 60))
    assert told.measure().internal_slack() == minutes(120 - 38 - 52)
    severe = promise(world, at=at, severity=1, due_at=at + minutes(30))
    severe.keep(by=world.ana, at=at + minutes(20))
    assert severe.measure().internal_slack() == minutes(10)


def test_what_was_fulfilled_late_is_measured_too(world):
    told = promise(world, 38)
    told.break_(at=later(world, 39))
    assert told.measure().kept_for_them() is None
    told.fulfil_late(by=world.ana, at=later(world, 48))
    assert (told.measure().felt_slack(), told.measure().kept_for_us()) == (minutes(-10), True)


def ask(world):
    thread = Thread.objects.create(journey=journey_of(world), subject="Phones")
    with history("seeded"):
        return Message.write(to=world.priya, thread=thread, text="Which line?", by=world.ana, at=world.now)


@pytest.mark.parametrize(("kind", "slack"), [("decision", 50), ("call_back", -100)])
def test_time_in_which_we_waited_for_them_is_not_ours_but_for_a_call_back(world, kind, slack):
    told = promise(world, 30, kind=kind)
    journey, question = journey_of(world), ask(world)
    for begun, ended in ((10, 20), (60, 80)):
        pause = Pause.begin(
            subject=journey, journey=journey, question=question, severity=2, calendar=world.calendar, by=world.ana,
            at=later(world, begun),
        )  # fmt: skip
        pause.end(by=world.priya, at=later(world, ended))
    told.break_(at=later(world, 31))
    told.fulfil_late(by=world.ana, at=later(world, 220))
    assert told.measure().internal_slack() == minutes(slack)
    assert told.due_at == later(world, 30)
