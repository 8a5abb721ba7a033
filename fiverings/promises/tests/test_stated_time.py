"""By when somebody writes that they need it: what is plain is read, what is not is said, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiverings.promises.models.stated_time import Doubt, StatedTime

TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 4, 27, 10, 22, tzinfo=TORONTO)
GOLDEN = (
    ("By 3 pm please.", "By 3 pm", "27 15:00"),
    ("Could you do it before Thursday noon?", "before Thursday noon", "30 12:00"),
    ("We need it within an hour.", "need it within an hour", "27 11:22"),
    ("tomorrow morning", "tomorrow morning", "28 12:00"),
    ("Tomorrow at 3:30 p.m. would be fine", "Tomorrow at 3:30 p.m.", "28 15:30"),
    ("It may be line 2. I sat on hold since 9 am. We need it by 2 pm.", "by 2 pm", "27 14:00"),
    ("By Friday.", "By Friday", "01 17:00"),
    ("by end of day", "by end of day", "27 17:00"),
    ("by noon on Wednesday, please", "by noon on Wednesday", "29 12:00"),
    ("In half an hour at the latest", "In half an hour at the latest", "27 10:52"),
    ("within 2.5 hours", "within 2.5 hours", "27 12:52"),
    ("within an hour and a half", "within an hour and a half", "27 11:52"),
    ("in two days", "in two days", "29 10:22"),
    ("by May 5th", "by May 5th", "05 17:00"),
    ("by Tuesday, 5 May at 14:00", "by Tuesday, 5 May at 14:00", "05 14:00"),
    ("tomorrow by 3 in the afternoon", "tomorrow by 3 in the afternoon", "28 15:00"),
    ("by midnight", "by midnight", "28 00:00"),
    ("this Friday at 9 am", "this Friday at 9 am", "01 09:00"),
    ("2026-05-04 would do", "2026-05-04", "04 17:00"),
    ("We open at 8 am and need it before 7:15 am tomorrow.", "before 7:15 am tomorrow", "28 07:15"),
    ("avant 15 h s'il vous plaît", "avant 15 h", "27 15:00"),
    ("D\u2019ici demain midi", "D\u2019ici demain midi", "28 12:00"),
    ("dans l\u2019heure", "dans l\u2019heure", "27 11:22"),
    ("d'ici 2 heures", "d'ici 2 heures", "27 12:22"),
    ("au plus tard vendredi 17 h 30", "au plus tard vendredi 17 h 30", "01 17:30"),
    ("demain matin au plus tard", "demain matin au plus tard", "28 12:00"),
    ("il nous le faut avant jeudi après-midi", "avant jeudi après-midi", "30 17:00"),
    ("pour le 5 mai à 9h", "pour le 5 mai à 9h", "05 09:00"),
    ("dans une demi-heure", "dans une demi-heure", "27 10:52"),
    ("ce soir", "ce soir", "27 20:00"),
    ("Good morning Ana, Friday the 1st at noon would do.", "Friday the 1st at noon", "01 12:00"),
    ("It rang at 9 am; by 13:30 is fine", "by 13:30", "27 13:30"),
    ("before the 6th", "before the 6th", "06 17:00"),
)
DOUBTFUL = (
    ("by 3 pm or by 5 pm", Doubt.SEVERAL),
    ("by 3 pm, the second line by Friday", Doubt.SEVERAL),
    ("within 2 to 3 hours", Doubt.SEVERAL),
    ("by 9 am", Doubt.PASSED),
    ("avant 9 h", Doubt.PASSED),
    ("by 3", Doubt.TWO_WAYS),
    ("by 3:00", Doubt.TWO_WAYS),
    ("by Monday", Doubt.TWO_WAYS),
    ("next Friday", Doubt.TWO_WAYS),
    ("vendredi prochain", Doubt.TWO_WAYS),
    ("by 5/6", Doubt.TWO_WAYS),
    ("by Friday, 5 May", Doubt.TWO_WAYS),
    ("by 31 June", Doubt.TWO_WAYS),
    ("by Thursday midnight", Doubt.TWO_WAYS),
    ("by 14 pm", Doubt.TWO_WAYS),
    ("by Friday the 7th", Doubt.TWO_WAYS),
    ("by 3 pm PST", Doubt.TWO_WAYS),
)
CALM = (
    "No rush.",
    "There's no hurry at all",
    "take your time",
    "It isn't urgent",
    "Pas d\u2019urgence",
    "Rien d'urgent",
)
NO_TIME = (
    "",
    "As soon as possible",
    "It has been down since 9 am.",
    "It stopped 2 hours ago, after 8 am.",
    "Our number is 416 555 0142, open 24/7, and 3 lines are down.",
    "Le plus vite possible",
    "not before 3 pm",
    "The second may work.",
    "Good morning, have a nice Friday.",
    "It stopped at 9 am, no, this morning.",
)


@pytest.mark.parametrize(("words", "quoted", "by"), GOLDEN, ids=[each[0] for each in GOLDEN])
def test_a_plain_time_is_read_with_the_words_that_say_it(words: str, quoted: str, by: str) -> None:
    read = StatedTime.read(words, at=MONDAY, zone="America/Toronto")
    assert read is not None and not read.doubt and read.by_at is not None
    assert (read.words, f"{read.by_at.astimezone(TORONTO):%d %H:%M}") == (quoted, by)


@pytest.mark.parametrize(("words", "doubt"), DOUBTFUL, ids=[each[0] for each in DOUBTFUL])
def test_what_is_not_plain_is_said_and_not_guessed(words: str, doubt: Doubt) -> None:
    read = StatedTime.read(words, at=MONDAY, zone="America/Toronto")
    assert read is not None and (read.by_at, read.doubt) == (None, doubt) and read.why and read.words


@pytest.mark.parametrize("words", CALM)
def test_who_is_in_no_hurry_names_no_time(words: str) -> None:
    read = StatedTime.read(words, at=MONDAY, zone="America/Toronto")
    assert read is not None and read.is_open and read.by_at is None and read.words in words


@pytest.mark.parametrize("words", NO_TIME)
def test_words_that_say_nothing_of_it_are_left_to_be_read(words: str) -> None:
    assert StatedTime.read(words, at=MONDAY, zone="America/Toronto") is None


@pytest.mark.parametrize(
    ("at", "words", "doubt"),
    [
        (datetime(2026, 10, 31, 12, tzinfo=TORONTO), "by 1:30 am tomorrow", Doubt.TWICE),
        (datetime(2026, 3, 7, 12, tzinfo=TORONTO), "by 2:30 am tomorrow", Doubt.NEVER),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_no_time(at: datetime, words: str, doubt: Doubt) -> None:
    read = StatedTime.read(words, at=at, zone="America/Toronto")
    assert read is not None and (read.by_at, read.doubt) == (None, doubt)


def test_it_is_read_on_their_clocks_at_the_moment_when_they_wrote() -> None:
    read = StatedTime.read("by 3 pm", at=MONDAY.astimezone(UTC), zone="America/Vancouver")
    assert read is not None and read.by_at == datetime(2026, 4, 27, 22, 0, tzinfo=UTC)
    late = StatedTime.read("tomorrow by noon", at=datetime(2026, 4, 28, 3, tzinfo=UTC), zone="America/Toronto")
    assert late is not None and late.by_at == datetime(2026, 4, 28, 16, tzinfo=UTC)


FRAGMENTS = [each[0] for each in (*GOLDEN, *DOUBTFUL)] + [
    *CALM,
    *NO_TIME,
    "by",
    "99",
    "31 february",
    "-",
    "à",
    "pm",
    "\n",
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(FRAGMENTS), max_size=6).map(" ".join))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


@given(words=texts, at=moments, zone=st.sampled_from(["America/Toronto", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"]))
def test_whatever_they_write_it_is_a_time_to_come_or_none(words: str, at: datetime, zone: str) -> None:
    read = StatedTime.read(words, at=at, zone=zone)
    if read is not None:
        assert (read.by_at is not None) + bool(read.doubt) + read.is_open == 1
        assert read.by_at is None or read.by_at > at
