"""Ten plain questions: what forces severity 1, what must be asked first, and what is never ruled out by not knowing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import (
    BadGuide,
    DiagnosisSession,
    NoSuchSeverity,
    NotAnAnswer,
    TooLittleEvidence,
    WorseNotRuledOut,
)
from tests.world import World


@pytest.fixture
def session(world: World) -> DiagnosisSession:
    journey = Journey.begin(world.maple, at=world.now)
    return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now)


def test_that_nobody_gets_through_settles_severity_1_after_one_question(
    session: DiagnosisSession, world: World
) -> None:
    assert session.finding().next_question.code == "nobody_gets_through"  # type: ignore[union-attr]
    evidence = session.answer("nobody_gets_through", "yes", by=world.ana, at=world.now)
    assert (evidence.rules, session.finding().next_question) == (["R1"], None)
    session.settle(1, by=world.ana, at=world.now)
    assert session.settled_level == 1


@pytest.mark.parametrize("level", [2, 3])
def test_a_rule_that_says_worse_is_not_talked_down(session: DiagnosisSession, world: World, level: int) -> None:
    session.answer("emergency_fails", "yes", by=world.ana)
    session.answer("many", "no", by=world.ana)
    session.answer("one_device", "yes", by=world.ana)
    with pytest.raises(WorseNotRuledOut, match="Rule R2"):
        session.settle(level, by=world.ana)


def test_two_calls_at_most_on_23_and_2_lines_is_severity_1(session: DiagnosisSession, world: World) -> None:
    assert session.contracted == 25
    session.answer("at_once", quantity=2, by=world.ana)
    forced = session.finding().forced
    assert str(forced) == "Rule R3: 2 of 25 calls at a time remain, 8 %"


def test_more_than_a_quarter_of_the_lines_is_not(session: DiagnosisSession, world: World) -> None:
    session.answer("at_once", quantity=7, by=world.ana)
    assert session.finding().forced is None


def test_without_a_topology_a_number_fires_no_rule(world: World) -> None:
    journey = Journey.begin(world.harbour, at=world.now)
    session = DiagnosisSession.begin(journey=journey, account=world.harbour, by=world.ana)
    session.answer("at_once", quantity=0, by=world.ana)
    assert (session.contracted, session.finding().fired) == (None, [])


@pytest.mark.parametrize("level", [2, 3])
def test_nothing_mild_is_settled_after_fewer_than_two_telling_answers(
    session: DiagnosisSession, world: World, level: int
) -> None:
    for _answers in ([], [("nobody_gets_through", "no")]):
        for question, answer in _answers:
            session.answer(question, answer, by=world.ana)
        with pytest.raises(TooLittleEvidence):
            session.settle(level, by=world.ana)
    session.answer("emergency_fails", "no", by=world.ana)
    session.settle(level, by=world.ana)


def test_not_knowing_rules_nothing_out(session: DiagnosisSession, world: World) -> None:
    for question in ("nobody_gets_through", "emergency_fails", "danger", "many"):
        session.answer(question, "dont_know", by=world.ana)
    with pytest.raises(TooLittleEvidence):
        session.settle(3, by=world.ana)


def test_not_knowing_takes_no_answer_back(session: DiagnosisSession, world: World) -> None:
    session.answer("emergency_fails", "yes", by=world.ana)
    session.answer("emergency_fails", "dont_know", by=world.ana)
    assert session.finding().forced is not None


def test_what_an_earlier_session_heard_holds_until_it_is_asked_again(session: DiagnosisSession, world: World) -> None:
    session.answer("emergency_fails", "yes", by=world.ana)
    session.settle(1, by=world.ana)
    again = DiagnosisSession.begin(journey=session.journey, account=world.maple, by=world.ana)
    for question in ("nobody_gets_through", "many"):
        again.answer(question, "no", by=world.ana)
    with pytest.raises(WorseNotRuledOut, match=r"Rule R2.*as was said before"):
        again.settle(3, by=world.ana)
    again.answer("emergency_fails", "dont_know", by=world.ana)
    with pytest.raises(WorseNotRuledOut):
        again.settle(3, by=world.ana)
    again.answer("emergency_fails", "no", by=world.ana)
    again.settle(3, by=world.ana)
    assert (again.follows, again.settled_level) == (session, 3)


def test_answers_that_tell_nothing_apart_do_not_count(session: DiagnosisSession, world: World) -> None:
    session.answer("getting_worse", "no", by=world.ana)
    session.answer("changed", "no", by=world.ana)
    assert session.finding().discriminating == 0


def test_many_without_a_way_around_is_at_least_2(session: DiagnosisSession, world: World) -> None:
    session.answer("many", "yes", by=world.ana)
    session.answer("way_around", "no", by=world.ana)
    assert session.finding().mildest == 2
    with pytest.raises(WorseNotRuledOut):
        session.settle(3, by=world.ana)
    session.settle(2, by=world.ana)


@pytest.mark.parametrize("level", [0, 4, -1])
def test_there_are_three_severities(session: DiagnosisSession, world: World, level: int) -> None:
    with pytest.raises(NoSuchSeverity):
        session.settle(level, by=world.ana)


@pytest.mark.parametrize(
    ("question", "answer", "quantity"),
    [("at_once", "yes", None), ("at_once", "", -1), ("many", "perhaps", None), ("many", "", 3)],
)
def test_a_question_is_answered_in_its_own_way(
    session: DiagnosisSession, world: World, question: str, answer: str, quantity: int | None
) -> None:
    with pytest.raises(NotAnAnswer):
        session.answer(question, answer, quantity=quantity, by=world.ana)


def test_what_is_not_asked_is_not_answered(session: DiagnosisSession, world: World) -> None:
    with pytest.raises(BadGuide):
        session.answer("the_weather", "yes", by=world.ana)


def test_a_number_is_kept_as_it_was_said(session: DiagnosisSession, world: World) -> None:
    evidence = session.answer("at_once", quantity=Decimal("2"), by=world.ana)
    assert (evidence.words, evidence.wording[:8]) == ("2", "How many")
