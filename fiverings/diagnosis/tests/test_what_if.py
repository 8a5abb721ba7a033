"""What if: answers that nobody gave are tried on what is asked now and on the draft, and nothing is kept of it."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.core.models import Entry
from fiverings.diagnosis.models import DiagnosisSession, Guide, GuideDraft, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.models.section import by_key
from fiverings.diagnosis.tests import FX_1
from tests.world import World

WHAT_IF = "/settings/guides/misrouted/what-if/"
DOWN = {"symptom": "wrong_place", "contracted": "25", "heard-direct_numbers_ring": "no"}
TWO = {"heard-outside_calls_at_once_1": "2"}


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus, at=world.now)


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client


def test_answers_are_tried_and_nothing_is_kept(ana: Client, version: GuideVersion) -> None:
    before = Entry.objects.count()
    (side,) = ana.get(WHAT_IF, DOWN).context["found"]
    assert dict(side["severities"])[1] == "62 %" and side["rules"] == [] and side["next"][0]["net"]
    (side,) = ana.get(WHAT_IF, DOWN | TWO).context["found"]
    assert (dict(side["severities"])[1], side["called"]) == ("95 %", 1)
    assert str(side["rules"][0]).startswith("Rule R3: 2 of 25")
    assert Entry.objects.count() == before and not DiagnosisSession.objects.exists()


def test_the_draft_answers_beside_what_is_asked_now(ana: Client, version: GuideVersion, world: World) -> None:
    draft = GuideDraft.begin(version.guide, by=world.gus)
    asked = by_key(draft.definition, "questions")["direct_numbers_ring"]
    piece = asked | {"yes_chance": "about half"}
    read = draft.mark("questions", "direct_numbers_ring")
    draft.put(section="questions", key="direct_numbers_ring", piece=piece, read=read, by=world.gus)
    live, other = ana.get(WHAT_IF, DOWN).context["found"]
    assert (dict(live["severities"])[1], dict(other["severities"])[1]) == ("62 %", "17 %")


def test_what_is_no_answer_is_said_beside_its_field_and_the_rest_is_tried(ana: Client, version: GuideVersion) -> None:
    answer = ana.get(WHAT_IF, DOWN | {"heard-outside_calls_at_once_1": "-3", "heard-single": "x", "symptom": "rain"})
    assert answer.status_code == 422 and "greater than or equal to 0" in answer.content.decode()
    (side,) = answer.context["found"]
    assert dict(side["severities"])[1] == "62 %"


def test_a_guide_without_causes_is_tried_by_its_rules(ana: Client, world: World) -> None:
    answer = ana.get("/settings/guides/plain/what-if/")
    (side,) = answer.context["found"]
    assert side["severities"] == [] and side["next"][0]["net"] is None and answer.status_code == 200
