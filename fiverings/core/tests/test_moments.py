"""How the house tells the time: absolute with its place, relative beside it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import translation

from fiverings.core.templatetags.moments import ago, clock_words, day, hour, moment, place, relative, when

NOON = datetime(2026, 4, 30, 14, 22, 30, tzinfo=UTC)
TORONTO = "America/Toronto"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (37.5, "in 38 min"),
        (0, "now"),
        (-0.5, "now"),
        (-7, "7 min ago"),
        (60, "in 1 h"),
        (158, "in 2 h 38"),
        (-65, "1 h 05 ago"),
        (60 * 24, "tomorrow"),
        (-60 * 24 * 3, "3 days ago"),
    ],
)
def test_the_relative_time_is_short_and_never_promises_more_than_there_is(minutes: float, words: str) -> None:
    assert relative(NOON + timedelta(minutes=minutes), NOON, TORONTO) == words


@pytest.mark.parametrize(
    ("hours", "zone", "words"),
    [
        (37, TORONTO, "tomorrow"),
        (38, TORONTO, "in 2 days"),
        (33, "Europe/Paris", "in 2 days"),
        (-34, TORONTO, "yesterday"),
        (-35, TORONTO, "2 days ago"),
    ],
)
def test_from_a_day_on_the_relative_time_counts_the_days_of_the_place(hours: int, zone: str, words: str) -> None:
    assert relative(NOON + timedelta(hours=hours), NOON, zone) == words


def test_a_moment_is_told_with_its_place_and_how_far_it_is() -> None:
    with time_machine.travel(NOON, tick=False):
        told = moment(datetime(2026, 4, 30, 15, 0, tzinfo=UTC), TORONTO)
    assert '<time class="at" datetime="2026-04-30T11:00:00-04:00">11:00 Toronto</time>' in told
    assert '<relative-time class="in" datetime="2026-04-30T15:00:00+00:00" zone="America/Toronto">in 38 min</' in told


def test_a_day_is_named_only_when_it_is_another_one_there() -> None:
    with time_machine.travel(NOON, tick=False):
        assert when(NOON, TORONTO) == "10:22"
        assert when(NOON + timedelta(days=1), TORONTO) == "Fri 1 May, 10:22"
        assert day(NOON, TORONTO, full=True) == "Thursday 30 April"
        assert day(NOON + timedelta(days=300), TORONTO) == "24 February 2027"
        assert when(NOON + timedelta(hours=9), "Asia/Tokyo") == "Fri 1 May, 08:22"
        assert when(NOON + timedelta(hours=9), TORONTO) == "19:22"


def test_a_place_is_named_in_the_readers_language() -> None:
    assert place("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert place("America/Montreal") == "Toronto"
    with translation.override("fr-ca"):
        assert place("Europe/London") == "Londres"
        assert hour(NOON, TORONTO) == "10 h 22"


def test_the_page_tells_scripts_our_clock_and_our_words() -> None:
    with time_machine.travel(NOON, tick=False):
        words = clock_words()
    assert 'content="2026-04-30T14:22:30+00:00"' in words
    assert 'data-in="in {span}"' in words


def test_a_moment_that_is_near_carries_its_exact_time_for_scripts() -> None:
    with time_machine.travel(NOON, tick=False):
        assert ago(NOON - timedelta(minutes=7)) == (
            '<relative-time class="in" datetime="2026-04-30T14:15:30+00:00" zone="UTC">7 min ago</relative-time>'
        )
