"""Silence counts as an answer only after we asked on two days of theirs and waited three business days of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fiverings.cases.events import ResolutionUnanswered
from fiverings.cases.models import Answer, Case, Resolution, Silence, State
from fiverings.cases.schedule import take_long_silence_for_an_answer
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, propose, tell_everything
from fiverings.conversations.models import TELLS_AFTER, Call, Message
from fiverings.core.models import Entry
from tests.settling import settle_everything
from tests.world import World

Settle = Callable[..., None]
TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 5, 4, 10, 0, tzinfo=TORONTO)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)


@pytest.fixture(scope="module")
def monday(active: int) -> None:
    """Proposed on Monday at ten."""
    propose(Case.objects.get(pk=active), World.read(), at=MONDAY - TELLS_AFTER)
    tell_everything(settle_everything, at=MONDAY)


@pytest.fixture
def case(world: World, active: int, monday: None) -> Case:
    return Case.objects.get(pk=active)


def ask_again(case: Case, world: World, settle: Settle, at: datetime) -> None:
    case.ask_again(by=world.ana, at=at - TELLS_AFTER)
    tell_everything(settle, at=at)


def state_at(case: Case, at: datetime) -> str:
    Resolution.objects.asked_before(at).take_silence_of_all(at=at)
    case.refresh_from_db()
    return str(case.state)


def test_two_questions_on_two_days_and_three_business_days_resolve_it_unconfirmed(
    case: Case, world: World, settle: Settle
) -> None:
    ask_again(case, world, settle, TUESDAY)
    assert Silence.about(case.proposed()).ends_at == FRIDAY
    assert state_at(case, FRIDAY - timedelta(minutes=1)) == State.PROPOSED
    assert state_at(case, FRIDAY) == State.RESOLVED
    closure = case.closure()
    assert (closure.ground, closure.is_confirmed, closure.resolution.answer) == ("silence", False, Answer.SILENT)
    assert case.was_fixed_first_time() is None, "nobody knows"
    assert Entry.objects.about(case).filter(kind=ResolutionUnanswered.kind).count() == 1


def test_the_promise_to_ask_again_waits_no_less_than_silence_lasts(case: Case, world: World, settle: Settle) -> None:
    ask_again(case, world, settle, TUESDAY)
    (asking,) = [each for each in case.outstanding() if each.promise.kind == "confirm"]
    assert asking.due_at > FRIDAY
    state_at(case, FRIDAY)
    assert "confirm" not in owed(case)


def test_two_questions_on_one_day_are_not_enough(case: Case, world: World, settle: Settle) -> None:
    ask_again(case, world, settle, MONDAY + timedelta(hours=5))
    assert Silence.about(case.proposed()).ends_at is None
    assert state_at(case, MONDAY + timedelta(days=30)) == State.PROPOSED


def test_days_are_the_customers(case: Case, world: World, settle: Settle) -> None:
    world.priya.revise(zone="Asia/Tokyo", by=world.ana)
    ask_again(case, world, settle, MONDAY + timedelta(hours=5))
    assert Silence.about(Resolution.objects.get()).began_at == MONDAY + timedelta(hours=5), "Tuesday in Tokyo"


def test_one_question_is_never_enough(case: Case) -> None:
    assert state_at(case, MONDAY + timedelta(days=60)) == State.PROPOSED


def test_a_weekend_is_no_business_day(case: Case, world: World, settle: Settle) -> None:
    thursday = MONDAY + timedelta(days=3)
    ask_again(case, world, settle, thursday)
    assert Silence.about(case.proposed()).ends_at == MONDAY + timedelta(days=8)


def test_a_call_that_nobody_answered_is_an_attempt(case: Case, world: World) -> None:
    case.journey.log_call(contact=world.priya, direction="out", talked=False, by=world.ana, at=TUESDAY)
    assert Silence.about(case.proposed()).attempts == [MONDAY, TUESDAY]


@pytest.mark.parametrize("kind", ["in", "out"])
def test_talking_to_them_is_no_silence(case: Case, world: World, settle: Settle, kind: str) -> None:
    ask_again(case, world, settle, TUESDAY)
    Call(
        journey=case.journey, contact=world.priya, person=world.ana, direction=kind, talked=True,
        words="She will look tomorrow.", at=TUESDAY + timedelta(hours=1),
    ).save()  # fmt: skip
    assert state_at(case, FRIDAY + timedelta(days=30)) == State.PROPOSED


def test_a_word_of_theirs_ends_the_silence_and_it_begins_anew(case: Case, world: World, settle: Settle) -> None:
    ask_again(case, world, settle, TUESDAY)
    write_in(world.priya, "I will look next week.", thread=case.thread(), at=TUESDAY + timedelta(hours=1))
    assert state_at(case, FRIDAY) == State.PROPOSED
    for days in (10, 11):
        ask_again(case, world, settle, MONDAY + timedelta(days=days))
    assert Silence.about(case.proposed()).began_at == MONDAY + timedelta(days=11)


def test_a_question_that_came_back_is_no_attempt(case: Case, world: World, settle: Settle) -> None:
    message = case.ask_again(by=world.ana, at=TUESDAY - TELLS_AFTER)
    tell_everything(settle, at=TUESDAY)
    assert Silence.about(case.proposed()).attempts == [MONDAY, TUESDAY]
    message.mark_bounced("550 No such mailbox", at=TUESDAY)
    assert Silence.about(case.proposed()).attempts == [MONDAY]


def test_what_the_house_writes_by_itself_is_no_attempt(case: Case, world: World, settle: Settle) -> None:
    sent = {"to": world.priya, "thread": case.thread(), "text": "As promised.", "by": None}
    Message.write(**sent, auto="promise", at=TUESDAY - TELLS_AFTER)
    tell_everything(settle, at=TUESDAY)
    assert Silence.about(case.proposed()).attempts == [MONDAY]


def test_a_machines_answer_does_not_end_the_silence(case: Case, world: World, settle: Settle) -> None:
    ask_again(case, world, settle, TUESDAY)
    write_in(world.priya, "I am away.", thread=case.thread(), auto="auto-replied", at=TUESDAY)
    assert state_at(case, FRIDAY) == State.RESOLVED


def test_the_clock_strikes_for_silence(case: Case, world: World, settle: Settle) -> None:
    ask_again(case, world, settle, TUESDAY)
    take_long_silence_for_an_answer()
    assert Case.objects.get().state == State.RESOLVED, "long after that Friday"
