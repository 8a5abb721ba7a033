"""Who was asked whether it works before two cases were taken for one is asked again once these are parted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Answer, Case, Resolution, State
from fiverings.cases.tests.broken import at, keep_the_rest
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, propose, tell_everything, written
from fiverings.cases.tests.test_programs import Program
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))


@pytest.fixture
def again(case: Case, world: World, settle: Settle) -> Case:
    """The same need, told once more in a new conversation."""
    return written(world.priya, settle, "The phones ring elsewhere!", at=world.now + timedelta(hours=1))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merged(again: Case, case: Case, world: World) -> None:
    again.merge_into(case, reason="The same line", by=world.ana, at=world.now + timedelta(hours=2))
    case.refresh_from_db()


def test_who_was_asked_whether_it_works_is_asked_again_once_it_is_parted(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    first = propose(case, world, at=world.now + timedelta(hours=1))
    tell_everything(settle, at=world.now + timedelta(hours=1, minutes=1))
    merged(case, again, world)
    settle()
    assert fresh(again).proposed() is None, "the survivor asks nothing"
    made = Program(world.ana).post(f"/cases/{case.number}/parting")
    assert (made.status_code, made.json()["state"]) == (201, State.PROPOSED)
    asked = fresh(case).proposed()
    assert asked is not None and asked != first
    assert (asked.solution, asked.cause, asked.proposed_by) == (first.solution, first.cause, first.proposed_by)
    assert asked.message.thread.journey == case.journey and asked.message.contact == world.priya
    assert "confirm" in owed(case) and Resolution.objects.get(pk=first.pk).answer == Answer.WITHDRAWN
    assert Case.objects.get(pk=case.pk).confirm(contact=world.priya, by=world.priya).case == case


def test_nobody_is_asked_again_who_has_written_meanwhile(case: Case, again: Case, world: World, settle: Settle) -> None:
    propose(case, world, at=world.now + timedelta(hours=1))
    tell_everything(settle, at=world.now + timedelta(hours=1, minutes=1))
    thread = case.thread()
    merged(case, again, world)
    write_in(world.priya, "It rings elsewhere still.", thread=thread, at=world.now + timedelta(hours=3))
    settle()
    fresh(case).part(by=world.ana, at=world.now + timedelta(hours=4))
    assert (fresh(case).state, fresh(case).proposed()) == (State.ACTIVE, None) and owed(case)


def test_a_question_that_was_taken_back_before_the_merge_stays_so(case: Case, again: Case, world: World) -> None:
    propose(case, world, at=world.now + timedelta(hours=1))
    case.withdraw_resolution(by=world.ana, at=world.now + timedelta(minutes=90))
    merged(case, again, world)
    case.part(by=world.ana, at=world.now + timedelta(hours=4))
    assert (fresh(case).state, fresh(case).proposed()) == (State.ACTIVE, None)


def test_nobody_is_asked_whether_it_works_while_they_are_owed_amends(case: Case, again: Case, world: World) -> None:
    keep_the_rest(case, world)
    case.promise_spoken(kind="visit", due_at=at(world, 12), by=world.ana, at=world.now)
    propose(case, world, at=at(world, 11, 0))
    case.merge_into(again, by=world.ana, at=at(world, 11, 30))
    Outstanding.objects.overdue(at(world, 12, 1)).break_all(at=at(world, 12, 1))
    case.part(by=world.ana, at=at(world, 12, 5))
    assert (fresh(case).state, fresh(case).proposed()) == (State.ACTIVE, None) and "recovery" in owed(case)
