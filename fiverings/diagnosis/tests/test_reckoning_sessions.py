"""A session by a guide with causes keeps what each answer moved, replays to the same, and is left for another guide."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import (
    AlreadySettled,
    BadGuide,
    DiagnosisSession,
    Evidence,
    Guide,
    GuideVersion,
    TooLittleEvidence,
    WorseNotRuledOut,
)
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus, at=world.now)


@pytest.fixture
def journey(world: World) -> Journey:
    return Journey.begin(world.maple, at=world.now)


@pytest.fixture
def session(world: World, version: GuideVersion, journey: Journey) -> DiagnosisSession:
    return begin(world, journey, version)


def begin(
    world: World, journey: Journey, version: GuideVersion | None, symptom: str = "wrong_place"
) -> DiagnosisSession:
    if version is None:
        return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now)
    asked = {"version": version, "symptom": symptom}
    return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now, **asked)


def test_the_log_says_what_each_answer_moved_and_why_it_is_severity_1(session: DiagnosisSession, world: World) -> None:
    first = session.answer("direct_numbers_ring", "no", by=world.ana, at=world.now)
    second = session.answer("outside_calls_at_once", quantity=2, by=world.ana, at=world.now)
    assert [round(each.before[0], 3) for each in (first, second)] == [0.170, 0.622]  # type: ignore[index]
    assert [round(each.after[0], 3) for each in (first, second)] == [0.622, 0.947]  # type: ignore[index]
    assert (second.rules, second.model_version) == (["R3"], "expert")
    with pytest.raises(WorseNotRuledOut, match="Rule R3: 2 of 25 calls at a time remain, 8 %"):
        session.settle(2, by=world.ana)
    session.settle(1, by=world.ana)


def test_replaying_the_log_gives_the_same_chances(session: DiagnosisSession, world: World) -> None:
    for question, answer in {
        "direct_numbers_ring": "yes",
        "callers_hear_busy": "dont_know",
        "changed_today": "yes",
    }.items():
        session.answer(question, answer, by=world.ana, at=world.now)
    log = Evidence.objects.filter(session=session).order_by("seq")
    told: list[Evidence] = []
    for each in log:
        again = DiagnosisSession.objects.get(pk=session.pk)
        told.append(each)
        replayed = type(again.finding())(
            again.version.asks, told, contracted=again.contracted, unit=again.unit, symptom=again.symptom
        )
        assert replayed.chances == pytest.approx(each.after, abs=1e-9)


def test_a_chance_above_the_limit_is_refused_and_the_question_that_may_rule_it_out_comes(
    session: DiagnosisSession, world: World
) -> None:
    session.answer("direct_numbers_ring", "no", by=world.ana)
    session.answer("at_opening_or_closing", "yes", by=world.ana)
    with pytest.raises(TooLittleEvidence, match=r"counts as ruled out below 0\.077"):
        session.settle(2, by=world.ana)
    question = session.finding().next_question
    assert question is not None
    assert question.code == "outside_calls_at_once"


def test_another_guide_takes_over_what_both_ask(
    world: World, journey: Journey, session: DiagnosisSession, version: GuideVersion
) -> None:
    session.answer("direct_numbers_ring", "no", by=world.ana, at=world.now)
    shorter = version.definition | {"code": "shorter", "rules": [], "tests": []}
    shorter["questions"] = [each for each in shorter["questions"] if each["code"] != "changed_today"]
    other = begin(world, journey, Guide.revise(shorter, by=world.gus))
    assert (other.follows, DiagnosisSession.objects.open().get()) == (session, other)
    assert round(other.finding().chances[0], 3) == 0.622  # type: ignore[index]
    assert begin(world, journey, None) == other
    with pytest.raises(AlreadySettled, match="Another guide"):
        session.answer("changed_today", "no", by=world.ana)
    with pytest.raises(AlreadySettled):
        session.settle(1, by=world.ana)


def test_what_is_left_stays_as_it_was(world: World, journey: Journey, session: DiagnosisSession) -> None:
    begin(world, journey, Guide.plain().current, "")
    for columns in ({"left_at": None}, {"settled_level": 3, "settled_at": world.now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DiagnosisSession.objects.filter(pk=session.pk).update(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence(session=session, seq=1, question="changed_today", answer="no", at=world.now).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        DiagnosisSession.objects.open().update(symptom="wrong_place")


@pytest.mark.parametrize("symptom", ["the_weather", "wrong"])
def test_a_symptom_that_the_guide_does_not_know_is_refused(
    world: World, journey: Journey, version: GuideVersion, symptom: str
) -> None:
    with pytest.raises(BadGuide, match="knows no symptom"):
        begin(world, journey, version, symptom)
    with pytest.raises(BadGuide, match="knows no symptom"):
        begin(world, journey, Guide.plain().current, symptom)
