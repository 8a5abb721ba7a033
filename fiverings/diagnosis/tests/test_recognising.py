"""What somebody reports is recognised by the phrases of a guide, in any language, and never by parts of words."""

from __future__ import annotations

import pytest

from fiverings.diagnosis.models import Guide, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.models.recognising import recognised
from fiverings.diagnosis.tests import FX_1
from tests.world import World


@pytest.fixture
def versions(world: World) -> list[GuideVersion]:
    given = read_guide(FX_1.read_text(encoding="utf-8"))
    Guide.revise(given | {"name": {"en": "An older one"}}, by=world.gus)
    Guide.revise(given, by=world.gus)
    return list(GuideVersion.objects.current())


def test_the_current_version_of_each_guide_is_asked(versions: list[GuideVersion]) -> None:
    assert sorted((each.guide.code, each.number) for each in versions) == [("misrouted", 2), ("plain", 1)]


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("Since noon our calls ring in the WRONG place!", ("wrong place",)),
        ("Les appels sonnent au mauvais\nposte.", ("mauvais poste",)),
        ("It is mis-routed again", ("misrouted",)),
        ("Wrong phone, wrong person: everything is misrouted", ("misrouted", "wrong person", "wrong phone")),
    ],
)
def test_their_words_name_the_symptom(versions: list[GuideVersion], words: str, phrases: tuple[str, ...]) -> None:
    assert [(each.symptom.code, each.phrases) for each in recognised(words, versions)] == [("wrong_place", phrases)]


@pytest.mark.parametrize(
    "words", ["", "The printer is silent", "wrong placement", "mis routed", "wrong, and in no place"]
)
def test_nothing_is_recognised_where_nothing_was_said(versions: list[GuideVersion], words: str) -> None:
    assert recognised(words, versions) == []
