"""What the house knows by itself answers questions: nobody is asked, and it costs nobody any time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fiverings.conversations.models import Journey
from fiverings.core import clock
from fiverings.diagnosis.checks import machines_that_said_nothing
from fiverings.diagnosis.models import (
    AlreadySettled,
    BadGuide,
    Definition,
    DiagnosisSession,
    Evidence,
    Guide,
    NotAnAnswer,
)
from fiverings.diagnosis.models.guide_file import read_guide, shipped_guides
from fiverings.diagnosis.tests import FX_1
from fiverings.diagnosis.tests.machines import alarm
from tests.world import World

PHONES = dict(shipped_guides())["phones"]


@pytest.fixture
def session(world: World) -> DiagnosisSession:
    version = Guide.revise(PHONES, by=world.gus, at=world.now)
    journey = Journey.begin(world.maple, at=world.now)
    given = {"version": version, "symptom": "wrong_place", "by": world.ana, "at": world.now}
    return DiagnosisSession.begin(journey=journey, account=world.maple, **given)


def asked(session: DiagnosisSession) -> str:
    question = session.finding().next_question
    return question.code if question else ""


def test_who_calls_from_elsewhere_is_first_asked_whether_the_telephones_work(
    session: DiagnosisSession, world: World
) -> None:
    assert asked(session) != "nobody_gets_through"
    [row] = session.observe("calls_from_elsewhere", holds=True, source="advocate_observed", by=world.ana, at=world.now)
    assert asked(session) == "nobody_gets_through"
    assert (row.answer, row.source, row.by, row.at) == ("yes", "advocate_observed", world.ana, world.now)
    assert row.after[0] > row.before[0]  # type: ignore[index]
    session.answer("nobody_gets_through", "no", by=world.ana)
    assert asked(session) != "nobody_gets_through"


def test_the_same_observation_again_writes_nothing_and_another_does(session: DiagnosisSession, world: World) -> None:
    for holds in (True, True, False, False, True):
        session.observe("calls_from_elsewhere", holds=holds, source="advocate_observed", by=world.ana)
    assert [each.answer for each in session.evidence.all()] == ["yes", "no", "yes"]


def test_what_no_question_is_answered_by_is_left_unsaid(session: DiagnosisSession) -> None:
    assert session.observe("promise_is_late", holds=True, source="topology") == []
    assert session.observe("calls_from_elsewhere", source="topology") == [], "that it does not know is no news"


def test_what_the_house_answers_is_never_asked_and_costs_no_time(session: DiagnosisSession, world: World) -> None:
    by_house = {each.code for each in session.version.asks.questions if each.answered_by}
    for code in by_house - {"alarm_on_primary", "redundancy_lost"}:
        session.observe(code, holds=code != "calls_from_elsewhere", source="topology")
    sequencing = session.finding().sequencing
    assert sequencing is not None and sequencing.seconds == 0 and not sequencing.has_asked_enough
    assert not by_house & {each.query.code for each in sequencing.ranked()}
    assert session.finding().discriminating == 0, "two answers of theirs are still wanted"
    assert not by_house & {each.code for each in session.version.asks.in_order()}
    left = []
    while code := asked(session):
        session.answer(code, "dont_know", by=world.ana)
        left.append(code)
    assert len(left) == 6 and not by_house & set(left)


@pytest.mark.parametrize("source", ["telemetry", "topology"])
def test_nobody_says_what_only_the_house_knows(session: DiagnosisSession, world: World, source: str) -> None:
    with pytest.raises(NotAnAnswer, match="the house knows it by itself"):
        session.answer("alarm_on_primary", "yes", by=world.ana)
    with pytest.raises(NotAnAnswer, match="the house knows it by itself"):
        session.answer("screens_lit", "yes", source=source, by=world.ana)


def test_a_number_that_the_house_knows_fires_its_rule_without_a_question(
    session: DiagnosisSession, world: World
) -> None:
    event = alarm(world.maple.assets.get(name="PRI"), by=world.ana, at=world.now)
    [row] = session.observe("capacity_left", left=2, source="topology", event=event, at=world.now)
    assert str(session.finding().forced) == "Rule R3: 2 of 25 calls at a time remain, 8 %"
    assert (row.question, row.words, row.event, row.rules) == ("at_once", "2", event, ["R3"])
    sequencing = session.finding().sequencing
    assert sequencing is not None and sequencing.seconds == 0


def test_a_number_that_the_house_knows_is_none_of_the_two_answers_that_a_milder_severity_wants(
    session: DiagnosisSession, world: World
) -> None:
    session.observe("capacity_left", left=20, source="topology")
    found = session.finding()
    assert found.sequencing is not None and found.discriminating == found.sequencing.discriminating == 0
    session.answer("at_once", quantity=20, by=world.ana)
    assert session.finding().discriminating == 1, "somebody says so by now"


def test_what_is_contracted_may_be_counted_in_bits_a_second(session: DiagnosisSession, world: World) -> None:
    links = [world.maple.install(name=f"Fibre {n}", capacity=2_000_000_000, by=world.ana) for n in (1, 2)]
    world.maple.connect(service="Internet", primary=links, failover=[], unit="bits a second", by=world.ana)
    given: dict[str, Any] = {"journey": Journey.begin(world.maple, at=world.now), "account": world.maple}
    internet = Guide.revise(dict(shipped_guides())["internet"], by=world.gus)
    begun = DiagnosisSession.begin(version=internet, symptom="slow", by=world.ana, **given)
    assert begun.contracted == 4_000_000_000


def test_what_the_house_takes_back_lets_stand_what_they_said_before(session: DiagnosisSession, world: World) -> None:
    session.observe("capacity_left", left=2, source="topology")
    session.observe("capacity_left", source="topology")
    assert "at_once" not in session.finding().answers, "it may be asked"
    session.answer("at_once", quantity=7, by=world.ana)
    session.observe("capacity_left", left=2, source="topology")
    assert session.finding().forced is not None
    session.observe("capacity_left", source="topology")
    assert (session.finding().answers["at_once"].quantity, session.finding().forced) == (7, None)
    assert session.evidence.count() == 5, "the log keeps all of it"


def test_replaying_a_log_with_observations_gives_the_same_chances(session: DiagnosisSession, world: World) -> None:
    session.observe("calls_from_elsewhere", holds=True, source="advocate_observed", by=world.ana)
    session.observe("others_on_the_carrier", holds=True, source="topology")
    session.answer("screens_lit", "yes", by=world.ana)
    session.observe("capacity_left", left=2, source="topology")
    session.observe("capacity_left", source="topology")
    rows = list(DiagnosisSession.objects.with_everything().get(pk=session.pk).evidence.all())
    for row in rows:
        told = DiagnosisSession.objects.get(pk=session.pk)
        told._prefetched_objects_cache = {"evidence": [each for each in rows if each.seq <= row.seq]}
        assert told.finding().chances == pytest.approx(row.after, abs=1e-9)


def test_an_observation_goes_along_when_another_guide_is_taken(session: DiagnosisSession, world: World) -> None:
    session.observe("others_on_the_carrier", holds=True, source="topology")
    version = Guide.revise(dict(shipped_guides())["internet"], by=world.gus)
    given: dict[str, Any] = {"journey": session.journey, "account": world.maple, "by": world.ana}
    after = DiagnosisSession.begin(version=version, symptom="slow", **given)
    assert after.finding().mildest == 2, "R5"
    assert after.observe("others_on_the_carrier", holds=True, source="topology") == []


def test_a_settled_session_hears_no_more(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.settle(1, by=world.ana, at=world.now + timedelta(minutes=1))
    with pytest.raises(AlreadySettled):
        session.observe("chased", holds=True, source="topology")


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ({"answered_by": "the_stars"}, "answered_by is one of"),
        ({"answered_by": "chased", "answers": "number"}, "answered by yes_no"),
        ({"known_by": "capacity_left"}, "only a number"),
        ({"known_by": "chased"}, "known_by is one of"),
        ({"first_when": "chased"}, "which no question of the guide is answered by"),
        ({"first_when": "tomorrow"}, "first_when is one of"),
    ],
)
def test_a_guide_says_where_the_house_has_no_answer(more: dict[str, Any], complaint: str) -> None:
    definition = read_guide(FX_1.read_text(encoding="utf-8"))
    definition["questions"][0] |= more
    with pytest.raises(BadGuide, match=complaint):
        Definition.read(definition)


def test_the_house_is_not_misheard() -> None:
    causation = Definition.read(PHONES).causation
    assert causation is not None
    for told, is_so in zip(causation.network.queries, causation.world.queries, strict=True):
        assert (told.yes == is_so.yes).all() == told.by_house


def test_the_audit_finds_what_no_machine_said(session: DiagnosisSession, world: World) -> None:
    learned = clock.now()
    alarm_of_orion = alarm(world.orion.assets.get(), by=world.ana, at=world.now)
    for event in (None, alarm_of_orion):
        seq = session.evidence.count() + 1
        told = {"question": "alarm_on_primary", "wording": "?", "answer": "yes", "source": "telemetry", "event": event}
        Evidence.objects.create(session=session, seq=seq, **told, at=learned)
    pri = alarm(world.maple.assets.get(name="PRI"), by=world.ana, at=world.now)
    session.observe("redundancy_lost", holds=True, source="telemetry", event=pri, at=learned)
    assert [row.seq for row, _words in machines_that_said_nothing()] == [1, 2]
