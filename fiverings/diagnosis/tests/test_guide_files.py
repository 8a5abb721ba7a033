"""A guide that comes as a file becomes a draft; its mistakes are named by their places, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fiverings.diagnosis.models import BadGuide, Guide, GuideDraft, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

GUIDE = "/settings/guides/misrouted/"
FILE = "/settings/guide-file/"
TEXT = FX_1.read_text(encoding="utf-8")


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(TEXT), by=world.gus, at=world.now)


@pytest.fixture
def draft(world: World, version: GuideVersion) -> GuideDraft:
    return GuideDraft.begin(version.guide, by=world.gus, at=world.now)


@pytest.fixture
def gus(world: World, client: Client) -> Client:
    client.force_login(world.gus)
    return client


def now() -> GuideDraft:
    return GuideDraft.objects.get()


def test_a_file_becomes_the_draft_of_the_guide_that_it_names(gus: Client, version: GuideVersion) -> None:
    sent = SimpleUploadedFile("guide.yaml", TEXT.replace("severity: 3", "severity: 2", 1).encode())
    assert gus.post(FILE, {"file": sent}).status_code == 302
    assert [each for each in now().changes if "severity from 3 to 2" in each]
    assert gus.get(f"{GUIDE}draft-file/").content.decode().startswith("code: misrouted\n")


@pytest.mark.parametrize(
    ("old", "new", "complaints"),
    [
        ("severity: 3", "severity: 4", ["Cause 5: severity is 1, 2 or 3"]),
        ("severity: 3", "severity: [", ["Line "]),
        ("answers: yes_no", "answers: perhaps", ["Question 1: answers is one of", "Story 1: there is no question"]),
    ],
)
def test_a_file_with_mistakes_names_each_and_keeps_its_text(
    gus: Client, version: GuideVersion, old: str, new: str, complaints: list[str]
) -> None:
    answer = gus.post(FILE, {"file": SimpleUploadedFile("guide.yaml", TEXT.replace(old, new, 1).encode())})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(each in text for each in complaints) and new in text and "Night mode or its schedule" in text
    assert not GuideDraft.objects.exists()


def test_a_file_takes_the_place_of_a_draft_only_when_that_is_said(gus: Client, draft: GuideDraft) -> None:
    answer = gus.post(FILE, {"text": TEXT})
    assert "Gus wrote on the draft" in answer.content.decode() and now().edition == 1
    assert gus.post(FILE, {"text": TEXT, "over": "on", "replaces": 1}).status_code == 302
    assert now().edition == 2


def test_what_cannot_be_read_is_no_draft(world: World) -> None:
    with pytest.raises(BadGuide, match="at least one question"):
        GuideDraft.take_in({"code": "x", "name": {"en": "X"}}, by=world.gus)
