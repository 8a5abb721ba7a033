"""A guide is read with a clear error for each mistake, and each of its versions stays as it was."""

from __future__ import annotations

import pytest

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import BadGuide, Cause, Definition, DiagnosisSession, Guide
from tests.world import World


@pytest.fixture
def session(world: World) -> DiagnosisSession:
    journey = Journey.begin(world.maple, at=world.now)
    return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now)


ASKS = {
    "code": "a",
    "name": {"en": "A"},
    "question": [{"code": "a", "answers": "number", "wording": {"en": "?"}, "help": {"en": "?"}}],
}


def test_ten_questions_and_twenty_causes_come_with_the_house(world: World) -> None:
    version = Guide.plain().current
    assert version is not None
    assert (len(version.asks.in_order()), version.number, Cause.objects.count()) == (10, 1, 20)


def test_a_revised_guide_is_a_new_version_and_old_sessions_keep_theirs(session: DiagnosisSession, world: World) -> None:
    before = session.version
    definition = before.definition | {"question": before.definition["question"][1:4], "rule": []}
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
        (ASKS | {"services": ["calls"]}, "services is a table of keys"),
        (ASKS | {"services": {"en": "calls"}}, "services are lists of words"),
        (ASKS | {"services": {"en": [" "]}}, "services are lists of words"),
    ],
)
def test_a_guide_that_cannot_be_read_says_where(wrong: dict, words: str) -> None:
    with pytest.raises(BadGuide, match=words):
        Definition.read(wrong)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"when": [{"question": "the_weather", "answer": "yes"}]}, "the_weather"),
        ({"when": [{"question": "many", "answer": "perhaps"}]}, "yes or no"),
        ({"when": [{"question": "at_once", "answer": "yes"}]}, "share_at_most"),
        ({"when": [{"question": "at_once", "share_at_most": 25}]}, "share_at_most"),
        ({"when": []}, "not when it fires"),
        ({"when": ["many"]}, "list of tables"),
        ({"level": 3}, "only raises"),
        ({"says": {"en": "{lines} remain"}, "when": [{"question": "at_once", "share_at_most": 0.25}]}, "{left}"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(world: World, wrong: dict, words: str) -> None:
    definition = Guide.plain().current.definition  # type: ignore[union-attr]
    with pytest.raises(BadGuide, match=words):
        Guide.revise(definition | {"rule": [definition["rule"][0] | wrong]}, by=world.gus)


@pytest.mark.parametrize("lacking", ["code", "name"])
def test_a_guide_has_a_code_and_a_name(world: World, lacking: str) -> None:
    definition = dict(Guide.plain().current.definition)  # type: ignore[union-attr]
    del definition[lacking]
    with pytest.raises(BadGuide, match=lacking):
        Guide.revise(definition, by=world.gus)
