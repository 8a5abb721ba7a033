"""The guides that come with the house ask enough, are told in two languages, and reach what their stories must."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from fiverings.diagnosis.models import Definition, Words
from fiverings.diagnosis.models.guide_file import SHIPPED, shipped_guides
from fiverings.diagnosis.models.rehearsal import rehearse

GUIDES = dict(shipped_guides())
CODED = tomllib.loads((SHIPPED / "causes.toml").read_text(encoding="utf-8"))["causes"]
LANGUAGES = {"en", "fr"}
FEWEST_QUESTIONS, FEWEST_STORIES, FEWEST_CAUSES = 10, 6, 8


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest) -> dict[str, Any]:
    return GUIDES[request.param]


def test_there_are_at_least_eight() -> None:
    assert len(GUIDES) >= 8
    assert all(name == given["code"] for name, given in GUIDES.items())


def test_each_story_reaches_its_severity(guide: dict[str, Any]) -> None:
    found = rehearse(Definition.read(guide))
    assert len(found) >= FEWEST_STORIES
    assert {each.story.name: each.called for each in found if not each.passes} == {}


def test_each_asks_enough_says_why_and_hides_something_grave_behind_something_mild(guide: dict[str, Any]) -> None:
    definition = Definition.read(guide)
    causation = definition.causation
    assert causation is not None
    assert len(definition.questions) >= FEWEST_QUESTIONS
    assert len(causation.suspects) >= FEWEST_CAUSES
    assert len(causation.network.nodes) >= 1
    assert {each.coded for each in causation.suspects} <= {*CODED}
    assert {each.severity for each in causation.suspects} >= {1, 2}
    assert guide["notes"]
    assert all(each["note"] for each in guide["symptoms"])


def test_all_its_words_are_there_in_both_languages(guide: dict[str, Any]) -> None:
    definition = Definition.read(guide)
    causation = definition.causation
    assert causation is not None
    said: list[Words] = [
        definition.name,
        *(each.wording for each in definition.questions),
        *(each.help for each in definition.in_order()),
    ]
    said += [each.name for each in (*causation.suspects, *causation.symptoms)]
    said += [each.says for each in definition.rules]
    assert all({*each.by_language} >= LANGUAGES for each in said)
    assert all({*each.words} >= LANGUAGES for each in causation.symptoms)
