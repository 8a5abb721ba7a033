"""How far a broken word is made right stands on the case, and is told to programs and in a terminal."""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, Recovery
from fiverings.cases.tests.broken import at, broken, standing
from fiverings.cases.tests.gate import called, passed
from fiverings.core.templatetags.moments import when
from tests.asking import questions
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    """Past the gate."""
    return passed(called(world), world)


def test_the_page_shows_five_ticks_and_what_the_next_words_owe_again(case: Case, world: World, ana: Client) -> None:
    visit = broken(case, world)
    with time_machine.travel(at(world, 11, 10), tick=False):
        text = " ".join(ana.get(case.get_absolute_url()).content.decode().split())
        assert "Making it right" in text and "They heard from us" in text
        assert visit.sentence in text and "We owe it again: Ana sees that somebody comes to Priya Raman, by" in text
        case.log_call(talked=True, words="I am sorry.", by=world.ana)
        after = " ".join(ana.get(case.get_absolute_url()).content.decode().split())
        assert "We owe it again" not in after and "Making it right" in after


def test_the_ticks_and_the_words_name_one_time_by_which_it_is_owed_again(case: Case, world: World, ana: Client) -> None:
    broken(case, world)
    with time_machine.travel(at(world, 11, 10), tick=False):
        [again] = case.owed_again(at=at(world, 11, 10))
        text = " ".join(ana.get(case.get_absolute_url()).content.decode().split())
        by = when(again.due_at, world.maple.zone)
        assert f"We owe it again: Ana sees that somebody comes to Priya Raman, by {by} Toronto." in text
        ticks = text.partition('<ul class="ticks">')[2].partition("</ul>")[0]
        assert "if they hear from us now, by" in ticks and f">{by}</time>" in ticks
        case.log_call(talked=True, words="I am sorry.", by=world.ana)
        after = " ".join(ana.get(case.get_absolute_url()).content.decode().split())
        ticks = after.partition('<ul class="ticks">')[2].partition("</ul>")[0]
        assert "if they hear from us now" not in ticks and f">{by}</time>" in ticks


def test_what_they_expected_and_were_told_stays_drawn_when_it_broke(case: Case, world: World, ana: Client) -> None:
    broken(case, world)
    with time_machine.travel(at(world, 11, 10), tick=False):
        drawn = ana.get(case.get_absolute_url()).content.decode().partition('class="three"')[2].partition("</svg>")[0]
    assert "We promised 11:00." in drawn and 'class="late"' in drawn


def test_explaining_a_case_prints_its_recovery(case: Case, world: World) -> None:
    visit = broken(case, world)
    [said] = [each.as_json() for each in Recovery.of(case)]
    assert json.loads(json.dumps(said)) == {
        "promises": [visit.pk], "broken_at": "2026-04-30T15:01:00Z", "acknowledged": None, "owned": None, "fixed": None,
        "told": None, "followed_up": None,
    }  # fmt: skip


def test_programs_read_what_is_made_right(case: Case, world: World, ana: Client) -> None:
    visit = broken(case, world)
    case.log_call(talked=True, words="I am sorry.", by=world.ana, at=at(world, 11, 20))
    [told] = ana.get(f"/api/cases/{case}/recoveries").json()["recoveries"]
    assert (told["promises"], told["acknowledged"], told["fixed"]) == ([visit.pk], "2026-04-30T15:20:00+00:00", None)
    assert ana.get(f"/api/promises/{standing(case, 'visit').pk}").json()["mends"] == visit.pk


def test_a_case_that_broke_nothing_is_read_without_asking_for_recoveries(case: Case, ana: Client) -> None:
    asked: Any = questions(lambda: ana.get(case.get_absolute_url()))
    assert not [each for each in asked if "mends" in str(each) and "recovers_id" not in str(each)]
