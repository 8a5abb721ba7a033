"""Ten plain questions: what forces severity 1, what must be asked first, and what is never ruled out by not knowing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations.models import Journey
from fiverings.core.models import Entry
from fiverings.diagnosis.models import (
    AlreadySettled,
    BadGuide,
    Cause,
    Definition,
    DiagnosisSession,
    Evidence,
    Guide,
    NoSuchSeverity,
    NotAnAnswer,
    TooLittleEvidence,
    WorseNotRuledOut,
)
from tests.racing import alone, apart, leaving_nothing
from tests.world import World


@pytest.fixture
def session(world: World) -> DiagnosisSession:
    journey = Journey.begin(world.maple, at=world.now)
    return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now)


def test_ten_questions_and_twenty_causes_come_with_the_house(world: World) -> None:
    version = Guide.plain().current
    assert version is not None
    assert (len(version.asks.questions), version.number, Cause.objects.count()) == (10, 1, 20)


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


def test_an_answer_given_again_stands_and_the_earlier_stays_in_the_log(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.answer("nobody_gets_through", "no", by=world.ana)
    assert session.finding().forced is None
    assert [each.seq for each in session.evidence.all()] == [1, 2]


def test_replaying_the_log_gives_the_same_finding(session: DiagnosisSession, world: World) -> None:
    session.answer("many", "yes", by=world.ana)
    session.answer("way_around", "no", by=world.ana)
    again = DiagnosisSession.objects.get(pk=session.pk).finding()
    assert (again.mildest, [each.code for each in again.fired]) == (2, ["D2"])


def test_a_settled_session_takes_no_more(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.settle(1, by=world.ana)
    with pytest.raises(AlreadySettled):
        session.answer("many", "no", by=world.ana)
    with pytest.raises(AlreadySettled):
        session.settle(1, by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence(session=session, seq=9, question="many", wording="?", answer="no", at=world.now).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        DiagnosisSession.objects.filter(pk=session.pk).update(settled_level=3)


@pytest.mark.parametrize("level", [0, 4, -1])
def test_there_are_three_severities(session: DiagnosisSession, world: World, level: int) -> None:
    with pytest.raises(NoSuchSeverity):
        session.settle(level, by=world.ana)


def test_evidence_is_never_changed(session: DiagnosisSession, world: World) -> None:
    evidence = session.answer("many", "yes", by=world.ana)
    for act in (
        lambda: Evidence.objects.filter(pk=evidence.pk).update(answer="no"),
        lambda: Evidence.objects.filter(pk=evidence.pk).delete(),
        lambda: Guide.plain().versions.update(number=7),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


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


def test_everything_is_told_in_the_journal(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.settle(1, by=world.ana)
    kinds = list(Entry.objects.about(session).order_by("id").values_list("kind", flat=True))
    assert kinds == ["diagnosis.SessionBegun", "diagnosis.EvidenceRecorded", "diagnosis.SessionSettled"]


def test_a_revised_guide_is_a_new_version_and_old_sessions_keep_theirs(session: DiagnosisSession, world: World) -> None:
    before = session.version
    definition = before.definition | {"question": before.definition["question"][:3], "rule": []}
    version = Guide.revise(definition, by=world.gus, at=world.now)
    assert (version.number, Guide.plain().current) == (2, version)
    assert DiagnosisSession.objects.get(pk=session.pk).version == before
    assert Guide.revise(definition, by=world.gus) == version


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"question": []}, "at least one question"),
        ({"question": "none"}, "list of tables"),
        ({"question": [{"code": "a", "answers": "perhaps"}]}, "question 1: answers"),
        ({"question": [{"code": "", "answers": "number", "wording": {"en": "?"}}]}, "no code"),
        ({"question": [{"code": "a", "answers": "number", "wording": {"fr": "?"}}]}, "English"),
    ],
)
def test_a_guide_that_cannot_be_read_says_where(wrong: dict, words: str) -> None:
    with pytest.raises(BadGuide, match=words):
        Definition.read(wrong)


def test_a_rule_about_what_is_not_asked_is_refused(world: World) -> None:
    definition = Guide.plain().current.definition  # type: ignore[union-attr]
    wrong = definition | {"rule": [definition["rule"][0] | {"when": [{"question": "the_weather", "answer": "yes"}]}]}
    with pytest.raises(BadGuide, match="the_weather"):
        Definition.read(wrong)


@pytest.mark.django_db(transaction=False)
def test_two_who_answer_at_once_are_numbered_one_after_the_other(django_db_blocker: object, world: World) -> None:
    with leaving_nothing():
        journey = alone(lambda: Journey.begin(world.maple, at=world.now))
        session = alone(lambda: DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana))
        answers = [lambda n=n: session.answer("many", "yes" if n % 2 else "no", by=world.ana) for n in range(4)]
        assert not [each for each in apart(*answers) if isinstance(each, Exception)]
        assert alone(lambda: sorted(Evidence.objects.filter(session=session).values_list("seq", flat=True))) == [
            1,
            2,
            3,
            4,
        ]
