"""A broken word is made right wherever its case goes: merged, split off, or opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from fiverings.cases.models import Case, Recovery, around
from fiverings.cases.tests.broken import at, broken, keep_the_rest, standing, ticks
from fiverings.cases.tests.gate import called, owed, passed, with_severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import past_the_gate, resolved, tell_everything, written
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    """Past the gate, and not severe: nobody asks after a week for any other reason."""
    return with_severity(passed(called(world), world), 3, world)


@pytest.fixture
def whole(world: World) -> Case:
    return Case.begin(contact=world.priya, need="Everything", by=world.ana, at=at(world, 10, 30))


@pytest.fixture
def parted(world: World, settle: Settle) -> tuple[Case, Case, Promise]:
    """A case, what was split from it, and the visit that went along and nobody made."""
    case = past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))
    lamp = write_in(world.priya, "The lamp blinks too.", thread=case.thread(), at=world.now)
    settle()
    visit = case.promise_spoken(kind="visit", due_at=at(world, 11), by=world.ana, at=world.now)
    part = case.split_off([lamp], need="The lamp blinks.", promises=[visit], by=world.ana, at=at(world, 10, 40))
    Outstanding.objects.overdue(at(world, 11, 1)).break_all(at=at(world, 11, 1))
    return case, part, visit


def test_a_visit_that_broke_before_a_merge_is_made_where_it_went(case: Case, whole: Case, world: World) -> None:
    visit = broken(case, world)
    case.merge_into(whole, by=world.ana, at=at(world, 11, 6))
    again = whole.promise_spoken(kind="visit", due_at=at(world, 16), by=world.ana, at=at(world, 11, 10))
    assert again.mends == visit
    whole.arrive(place="At the door", by=world.ana, at=at(world, 12))
    assert visit.late_fulfilment.at == again.outcome.at == at(world, 12) and not whole.visits()


@pytest.mark.parametrize("merged_at", [(10, 40), (11, 6)], ids=["before it broke", "after it broke"])
def test_words_about_what_a_merge_brought_are_said_after_all_and_asked_about_after_a_week(
    case: Case, whole: Case, world: World, merged_at: tuple[int, int]
) -> None:
    keep_the_rest(case, world)
    update = case.promise_spoken(kind="next_update", due_at=at(world, 11), by=world.ana, at=world.now)
    for moment in sorted((merged_at, (11, 1))):
        if moment == merged_at:
            case.merge_into(whole, by=world.ana, at=at(world, *moment))
        else:
            update.break_(at=at(world, *moment))
    whole.log_call(talked=True, words="I forgot to write.", by=world.ana, at=at(world, 11, 20))
    connection.check_constraints()
    assert update.late_fulfilment and standing(whole, "check_in").mends == update
    assert ticks(whole)["told"] == at(world, 11, 20) and not Outstanding.objects.of(case)


def test_of_two_cases_that_become_one_each_broken_word_is_made_right(case: Case, world: World) -> None:
    other = passed(Case.begin(contact=world.priya, need="Another need", by=world.ana, at=world.now), world)
    keep_the_rest(other, world)
    cost = other.promise_spoken(kind="cost", due_at=at(world, 11), by=world.ana, at=world.now)
    visit = broken(case, world)
    case.merge_into(other, by=world.ana, at=at(world, 11, 6))
    assert {each.pk for each in other.broken_words()} == {visit.pk, cost.pk}
    other.log_call(talked=True, words="Neither came, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    assert sorted(owed(other)) == [("cost", True), ("visit", True)]
    assert all(each.ticks[0].at for each in Recovery.of(other))


def test_what_went_with_a_split_and_broke_is_made_right_where_it_went(
    parted: tuple[Case, Case, Promise], world: World, ana: Client
) -> None:
    case, part, visit = parted
    with time_machine.travel(at(world, 11, 2), tick=False):
        there, here = (ana.get(each.get_absolute_url()).content.decode() for each in (part, case))
    assert "Making it right" in there and "Making it right" not in here
    assert list(part.visits()) == [visit] and not case.visits()
    part.log_call(talked=True, words="Nobody came, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    part.arrive(place="At the door", by=world.ana, at=at(world, 12))
    done = at(world, 12)
    assert ticks(part) | {"followed_up": None} == {
        "acknowledged": at(world, 11, 20), "owned": at(world, 11, 20), "fixed": done, "told": done, "followed_up": None
    }  # fmt: skip
    assert not Recovery.of(case) and standing(part, "check_in").mends == visit


def test_two_letters_on_their_way_owe_it_again_once(case: Case, world: World, settle: Settle) -> None:
    broken(case, world)
    case.reply("I forgot to send Eli, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    case.reply("He brings a new card.", by=world.ana, at=at(world, 11, 20) + timedelta(seconds=5))
    tell_everything(settle, at=at(world, 11, 21))
    assert owed(case) == [("visit", True)]


def test_a_case_that_opened_again_is_asked_about_a_week_after_it_ended_again(case: Case, world: World) -> None:
    broken(case, world, "next_update")
    case.log_call(talked=True, words="I forgot to write.", by=world.ana, at=at(world, 11, 20))
    resolved(case, world, at=at(world, 12), cause=None)
    case.reopen(by=world.ana, reason="It rings elsewhere again.", at=at(world, 13))
    assert ("check_in", False) not in owed(case)
    resolved(case, world, at=at(world, 14), cause=None)
    assert owed(case) == [("check_in", False)]


def test_what_broke_is_seen_and_made_right_two_merges_away(case: Case, whole: Case, world: World) -> None:
    visit = broken(case, world)
    house = Case.begin(contact=world.priya, need="The whole house", by=world.ana, at=at(world, 10, 31))
    case.merge_into(whole, by=world.ana, at=at(world, 11, 6))
    whole.merge_into(house, by=world.ana, at=at(world, 11, 7))
    assert [recovery.broken for recovery in Recovery.of(house)] == [[visit]]
    assert list(house.breaches()) == [visit] and "breach" in around(house)
    again = house.promise_spoken(kind="visit", due_at=at(world, 16), by=world.ana, at=at(world, 11, 10))
    assert again.mends == visit
    house.arrive(place="At the door", by=world.ana, at=at(world, 12))
    assert visit.late_fulfilment.at == at(world, 12)


def test_what_broke_while_they_were_one_goes_with_the_case_that_had_promised_it(
    case: Case, whole: Case, world: World
) -> None:
    keep_the_rest(case, world)
    visit = case.promise_spoken(kind="visit", due_at=at(world, 11), by=world.ana, at=world.now)
    case.merge_into(whole, by=world.ana, at=at(world, 10, 40))
    Outstanding.objects.overdue(at(world, 11, 1)).break_all(at=at(world, 11, 1))
    assert list(whole.breaches()) == [visit]
    case.part(by=world.ana, at=at(world, 11, 5))
    owed_here = [each.promise.recovers for each in Outstanding.objects.of(case).select_related("promise__recovers")]
    assert visit in owed_here and list(case.breaches()) == [visit] and not whole.breaches().exists()
    assert [recovery.broken for recovery in Recovery.of(case)] == [[visit]] and not Recovery.of(whole)
