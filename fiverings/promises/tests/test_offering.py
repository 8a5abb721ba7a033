"""What may be offered: in time for us, in time for them, or with their words that later is fine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.promises.models import (
    DueInThePast,
    Expectation,
    ExpectsSooner,
    LaterThanOurStandard,
    NothingExpected,
    Promise,
)

from .promising import expect, journey_of, later, offer


def test_an_offer_is_measured_by_our_standard_and_promises_nothing_yet(world):
    made = offer(world, 38)
    assert made.guarantee_due_at == later(world, 120)
    assert made.calendar_version == world.calendar.current
    assert made.gap() is None
    assert not Promise.objects.exists()


def test_a_time_that_has_passed_is_not_offered(world):
    for minutes in (-1, 0):
        with pytest.raises(DueInThePast):
            offer(world, minutes)


def test_later_than_our_standard_is_refused(world):
    offer(world, 120)
    with pytest.raises(LaterThanOurStandard, match="12:22"):
        offer(world, 121)


def test_whoever_asked_for_later_is_promised_later_and_not_later_than_that(world):
    expect(world, 300)
    assert offer(world, 300).gap() == timedelta()
    with pytest.raises(LaterThanOurStandard):
        offer(world, 301)


def test_agreeing_to_it_is_not_asking_for_later_than_our_standard(world):
    with pytest.raises(LaterThanOurStandard):
        offer(world, 121, consent="That is fine.")


def test_who_expects_sooner_is_promised_sooner_or_agrees(world):
    expect(world, 60)
    with pytest.raises(ExpectsSooner, match="11:22"):
        offer(world, 120)
    assert offer(world, 60).gap() == timedelta()
    agreed = offer(world, 120, consent=" Two hours is fine. ")
    assert (agreed.gap(), agreed.consent) == (timedelta(minutes=60), "Two hours is fine.")


def test_the_latest_expectation_counts(world):
    expect(world, 30)
    expect(world, 90, at=later(world, 1))
    assert offer(world, 90, at=later(world, 2)).gap() == timedelta()


def test_what_they_expected_by_a_time_that_has_passed_is_asked_again(world):
    expect(world, 5)
    assert offer(world, 60, at=later(world, 10)).gap() is None


@pytest.mark.parametrize("kind", ["check_in", "confirm", "recovery", "help"])
def test_what_they_expect_is_about_their_need_and_not_about_what_comes_after(world, kind):
    expect(world, 30)
    assert offer(world, 60, kind=kind).gap() is None


def test_an_expectation_is_words_a_time_or_that_they_cannot_say(world):
    with pytest.raises(NothingExpected):
        expect(world, words="  ")
    assert str(expect(world, unknown=True)) == "they cannot say"
    assert str(expect(world, words="By noon or so")) == "By noon or so"
    assert expect(world, 30, unknown=True).by_at is None


def test_what_is_expected_of_one_matter_is_not_expected_of_another(world):
    expect(world, 30)
    assert Expectation.current(journey_of(world)).asked_by == world.ana
    assert Expectation.current(world.maple) is None


def test_an_account_without_opening_hours_is_promised_by_the_clock(world):
    assert offer(world, 60, calendar=None).guarantee_due_at == later(world, 120)
