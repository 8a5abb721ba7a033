"""Codes stand in addresses and name what others refer to: what could not is refused before a page breaks of it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.test import Client

from fiverings.diagnosis.models import BadGuide, Definition, Guide, GuideDraft
from fiverings.diagnosis.models.guide_file import shipped_guides, written_guide
from fiverings.diagnosis.models.lacking import lacks
from tests.world import World

PHONES = dict(shipped_guides())["phones"]
ODD = ["x" * 51, "a b", "../x", "a/b", "a.b", "Écran", "<b>", "a\n"]


@pytest.mark.parametrize("code", ODD)
def test_a_file_whose_code_no_address_can_hold_is_refused_and_nothing_of_it_is_kept(world: World, code: str) -> None:
    gus = Client()
    gus.force_login(world.gus)
    told = gus.post("/settings/guide-file/", {"text": written_guide(PHONES | {"code": code})})
    assert told.status_code == 422 and "a code is of letters, digits" in told.content.decode()
    assert not GuideDraft.objects.exists() and not Guide.objects.filter(code=code).exists()
    assert gus.get("/settings/guides/").status_code == 200


@pytest.mark.parametrize("section", ["causes", "symptoms", "nodes", "questions", "rules"])
@pytest.mark.parametrize("code", ["a/b", "a.b"])
def test_the_code_of_a_piece_is_such_a_word_too(section: str, code: str) -> None:
    given: dict[str, Any] = copy.deepcopy(PHONES)
    given[section][0]["code"] = code
    assert any("a code is of letters, digits" in str(each) for each in lacks(given))


def test_a_rule_that_wants_two_answers_to_one_question_is_refused_for_it_would_never_fire() -> None:
    [question, *_rest] = [each["code"] for each in PHONES["questions"] if each["answers"] == "yes_no"]
    when = [{"question": question, "answer": answer} for answer in ("yes", "no")]
    rule = {"code": "R99", "level": 1, "says": {"en": "Never"}, "when": when}
    with pytest.raises(BadGuide, match="would never fire"):
        Definition.read(PHONES | {"rules": [*PHONES["rules"], rule]})


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "²", "-1", "0"])
def test_a_version_that_no_guide_has_is_not_there(world: World, number: str) -> None:
    Guide.revise(PHONES, by=world.gus)
    gus = Client()
    gus.force_login(world.gus)
    assert gus.get("/settings/guides/phones/file/", {"version": number}).status_code in (200, 404)
