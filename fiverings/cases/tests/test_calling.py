"""What was said on the telephone stands in the story, and keeps what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import AlreadyClosed, Case, NotKeptByACall
from fiverings.cases.tests.gate import AN_HOUR, called, owed, promised
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Call, NothingTalkedAbout
from fiverings.core.models import Entry
from fiverings.promises.models import LateFulfilment, Outstanding, PromiseAttempt
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def test_talk_keeps_what_its_caller_names_and_what_we_owed_to_ourselves(
    case: Case, world: World, settle: Settle
) -> None:
    call_back, update = promised(case, world, "call_back"), promised(case, world, "next_update")
    call = case.log_call(talked=True, words="It is the line.", keeps=[call_back], by=world.ana, at=world.now)
    settle()
    assert owed(case) == [("next_update", True)] and (call.contact, call.direction) == (world.priya, "out")
    assert call_back.outcome.evidence.id == call.pk and not hasattr(update, "outcome")
    case.refresh_from_db()
    assert not case.is_waiting_for_us and case.last_told_at == world.now
    assert Entry.objects.about(case).filter(kind="cases.CallFiled").count() == 1


def test_a_call_that_nobody_answers_is_an_attempt_and_keeps_nothing(case: Case, world: World) -> None:
    call_back = promised(case, world, "call_back")
    case.log_call(talked=False, by=world.ana, at=world.now)
    assert owed(case) == [("call_back", True), ("answer", False)]
    assert PromiseAttempt.objects.get().promise == call_back


def test_a_visit_and_anothers_promise_are_kept_by_no_call(case: Case, world: World) -> None:
    visit = promised(case, world, "visit")
    other = promised(Case.begin(contact=world.omar, need="A quote", by=world.ana, at=world.now), world, "answer")
    for promise in (visit, other):
        with pytest.raises(NotKeptByACall):
            case.log_call(talked=True, words="Hello.", keeps=[promise], by=world.ana, at=world.now)
    assert not case.journey.calls.exists()


def test_talk_is_logged_with_words(case: Case, world: World) -> None:
    with pytest.raises(NothingTalkedAbout):
        case.log_call(talked=True, words=" ", by=world.ana)


def test_a_call_that_comes_late_leaves_the_promise_broken_and_makes_it_right(
    case: Case, world: World, settle: Settle
) -> None:
    promise = promised(case, world, "call_back")
    Outstanding.objects.overdue(world.now + AN_HOUR).break_all(at=world.now + AN_HOUR)
    case.log_call(talked=True, words="Sorry.", by=world.ana, at=world.now + 1.1 * AN_HOUR)
    settle()
    assert (promise.outcome.kind, LateFulfilment.objects.get().promise) == ("broken", promise)
    assert owed(case) == [("next_update", False), ("check_in", False)]


def test_a_call_just_too_late_breaks_the_promise_and_makes_it_right_at_once(
    case: Case, world: World, settle: Settle
) -> None:
    promise = promised(case, world, "call_back")
    case.log_call(talked=True, words="Sorry.", keeps=[promise], by=world.ana, at=promise.due_at + timedelta(seconds=1))
    settle()
    assert promise.outcome.kind == "broken" and promise.recovered_by.outcome.kind == "kept"
    assert owed(case) == [("next_update", False), ("check_in", False)]


def test_their_call_that_we_missed_makes_them_wait(case: Case, world: World) -> None:
    case.log_call(direction="in", talked=False, by=world.ana, at=world.now)
    case.refresh_from_db()
    assert case.waiting_since == world.now and owed(case) == [("answer", False)]


def test_what_is_resolved_is_still_talked_about_and_what_is_closed_for_good_is_not(
    case: Case, world: World, settle: Settle
) -> None:
    case.dismiss(reason="A wrong number.", by=world.ana, at=world.now)
    case.log_call(direction="in", talked=True, words="It was a wrong number.", by=world.ana, at=world.now)
    case.refresh_from_db()
    assert case.is_closed and not case.is_waiting_for_us
    case.close(at=world.now + timedelta(days=15))
    settle()
    case.refresh_from_db()
    assert case.state == case.State.CLOSED
    with pytest.raises(AlreadyClosed):
        case.log_call(talked=True, words="Hello.", by=world.ana)


@pytest.mark.parametrize("unknown", [0, 10**9, 10**30])
def test_a_program_that_names_a_promise_that_is_not_there_is_refused_with_its_id(
    case: Case, world: World, unknown: int
) -> None:
    call_back, ana = promised(case, world, "call_back"), Program(world.ana)
    answer = ana.post(f"/cases/{case.number}/calls", talked=True, words="It hums.", keeps=[call_back.pk, unknown])
    assert answer.status_code == 422 and str(unknown) in answer.json()["detail"]
    assert Outstanding.objects.filter(promise=call_back).exists() and not Call.objects.exists()
