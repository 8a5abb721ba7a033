"""The sentence of a promise can be read aloud, and says who, how, by when, by whose clock, for which case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fiverings.cases.models import Case
from fiverings.promises.models import Unreachable
from fiverings.promises.models.wording import absolute

from .promising import offer, to_ourselves


def at(day, hour, minute=0, year=2026, month=4):
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("America/Toronto"))


def test_a_promise_is_told_in_absolute_time_with_zone_day_person_number_and_case(world):
    case = Case.open_for(
        world.maple, need="No calls get in.", contact=world.priya, number="NB-1042", by=world.ana, at=world.now
    )
    made = offer(world, subject=case, journey=case.journey, due_at=at(30, 11))
    assert made.sentence == (
        "Ana Costa from Northbell will call you on +1 416 555 0142 by 11:00 on Thursday 30 April (Toronto time), "
        "case NB-1042."
    )


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        (at(1, 9, month=5), "by 09:00 on Friday 1 May (Toronto time)"),
        (at(4, 9, month=5), "by 09:00 on Monday 4 May (Toronto time)"),
        (at(4, 16, 30, year=2027, month=1), "by 16:30 on Monday 4 January 2027 (Toronto time)"),
    ],
)
def test_the_day_is_named_whatever_today_is_and_another_year_too(world, due_at, words):
    assert words in offer(world, kind="fix", due_at=due_at).sentence


def test_the_day_is_the_day_where_they_are(world):
    made = offer(world, kind="fix", due_at=at(30, 23, 30), zone="Europe/Paris")
    assert "by 05:30 on Friday 1 May (Paris time)" in made.sentence


def test_who_has_no_number_is_written_to(world):
    made = offer(world, to=world.omar)
    assert made.sentence.startswith("Ana Costa from Northbell will write to you at omar@orionbank.example by 11:00")
    assert (made.channel, made.address) == ("mail", "omar@orionbank.example")


@pytest.mark.parametrize(
    ("kind", "prefers", "words"),
    [
        ("next_update", "mail", "will tell you where things stand by mail to priya@mapledental.example by 11:00"),
        ("next_update", "phone", "will tell you where things stand by telephone on +1 416 555 0142 by 11:00"),
        ("recovery", "mail", "will make this right with you by telephone on +1 416 555 0142 by 11:00"),
        ("visit", "mail", "will come to you by 11:00"),
    ],
)
def test_each_kind_says_what_we_will_do_in_the_way_they_like(world, kind, prefers, words):
    world.priya.prefers = prefers
    assert words in offer(world, kind=kind).sentence


def test_what_it_is_about_ends_the_sentence(world):
    made = offer(world, kind="answer", what="  why the second line dropped ")
    assert made.sentence.endswith(": why the second line dropped.")


def test_the_way_may_be_chosen_and_has_to_exist(world):
    assert offer(world, channel="mail").address == "priya@mapledental.example"
    with pytest.raises(Unreachable, match="Omar Haddad"):
        offer(world, to=world.omar, channel="phone")


def test_it_is_told_in_their_language(world):
    world.priya.language = "fr-ca"
    assert "jeudi 30 avril" in offer(world).sentence


def test_a_person_without_a_team_speaks_for_themselves(world):
    assert offer(world, owed_by=world.chidi).sentence.startswith("Chidi Okafor will call you")


def test_what_we_owe_ourselves_names_who_what_and_when(world):
    owed = to_ourselves(world, 60, what="the carrier's fault number")
    assert str(owed).startswith("Ana Costa owes journey Maple Dental 2026-04-30 by 11:22 on Thursday 30 April")
    assert str(owed).endswith("(Toronto time): Answer: the carrier's fault number.")
    assert owed.due_at - owed.told_at == timedelta(minutes=60)


@pytest.mark.parametrize(("minutes", "words"), [(330, "01:30 EDT"), (390, "01:30 EST"), (450, "02:30")])
def test_an_hour_that_comes_twice_is_told_by_its_zone(minutes, words):
    midnight = datetime(2026, 11, 1, tzinfo=UTC)
    due_at, told_at = midnight + timedelta(minutes=minutes), midnight - timedelta(days=1)
    assert absolute(due_at, "America/Toronto", told_at) == f"{words} on Sunday 1 November (Toronto time)"
