"""The pages of the guides: what each asks, its versions with what changed between them, and the guide as a file."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import DiagnosisSession, Guide, GuideVersion
from fiverings.diagnosis.models.difference import differences
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

GUIDES = "/settings/guides/"
MISROUTED = f"{GUIDES}misrouted/"
SURE = {"code": "sure", "wording": {"en": "Are you sure?"}, "help": {"en": "Ask twice."}, "answers": "yes_no"}


def fixture() -> dict[str, Any]:
    return read_guide(FX_1.read_text(encoding="utf-8"))


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(fixture(), by=world.gus, at=world.now)


@pytest.fixture
def gus(world: World, client: Client) -> Client:
    client.force_login(world.gus)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_tells_of_each_guide_its_version_since_when_and_how_many_are_asked(
    gus: Client, world: World, version: GuideVersion
) -> None:
    journey = Journey.begin(world.maple, at=world.now)
    DiagnosisSession.begin(
        journey=journey, account=world.maple, version=version, symptom="wrong_place", by=world.ana, at=world.now
    )
    client = Client()
    client.force_login(world.ana)
    text = page(client, GUIDES)
    assert "Calls ring in the wrong place" in text and "asked in 1 open diagnosis" in text and "Version 1" in text
    assert MISROUTED in text and "Guides" in page(client, "/settings/")


def test_a_guide_is_read_whole_causes_questions_rules_and_stories(gus: Client, version: GuideVersion) -> None:
    text = page(gus, MISROUTED)
    for said in ("Main line", "outside calls", "remain", "Gus Petit"):
        assert said.lower() in text.lower()
    assert "reaches it" in text and "instead" not in text


def test_whoever_has_nothing_to_do_with_service_does_not_read_guides(world: World) -> None:
    client = Client()
    client.force_login(world.kai)
    assert client.get(GUIDES).status_code == 403


def test_a_version_says_in_words_what_it_changed(gus: Client, world: World, version: GuideVersion) -> None:
    changed = deepcopy(version.definition)
    changed["causes"][0]["severity"] = 1
    question = changed["questions"][0]
    question["yes_chance"]["otherwise"] = "rarely"
    changed["questions"].append(SURE)
    changed["tests"] = []
    Guide.revise(changed, by=world.gus, reason="Callers misheard it.")
    text = page(gus, f"{MISROUTED}versions/")
    for said in ("Question added: “Are you sure?”.", "severity from 2 to 1", "to rarely", "Callers misheard it."):
        assert said in text.replace("&amp;", "&")
    assert "Story removed" in text


def test_two_definitions_that_say_the_same_differ_in_nothing(version: GuideVersion) -> None:
    assert differences(fixture(), GuideVersion.objects.get(pk=version.pk).definition) == []


def test_the_same_likelihood_in_a_word_and_as_a_number_is_no_difference(version: GuideVersion) -> None:
    said = fixture()
    said["questions"][0]["yes_chance"] |= {"single_device": 0.1}
    in_a_word = deepcopy(said)
    in_a_word["questions"][0]["yes_chance"] |= {"single_device": "rarely"}
    assert differences(said, in_a_word) == []


def test_pieces_in_another_order_are_told_as_that(version: GuideVersion) -> None:
    turned = fixture() | {"questions": fixture()["questions"][::-1]}
    assert differences(fixture(), turned) == ["Questions: another order."]


def test_a_guide_leaves_as_a_file_that_is_read_as_the_same(gus: Client, version: GuideVersion) -> None:
    answer = gus.get(f"{MISROUTED}file/")
    assert answer["Content-Disposition"] == 'attachment; filename="misrouted-1.yaml"'
    text = answer.content.decode()
    assert read_guide(text) == fixture() and text.startswith("code: misrouted\nname:\n  en:")
    assert gus.get(f"{MISROUTED}file/?version=9").status_code == 404
