"""Programs read versions, put a definition as the draft, and let it go live, try it or go back, as people do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fiverings.diagnosis.models import Guide, GuideVersion, VersionTrial
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from fiverings.people.models import Key
from tests.world import World

GUIDE = "/api/guides/misrouted"


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus, at=world.now)


@pytest.fixture
def program(world: World) -> Client:
    _key, token = Key.make(
        person=world.gus, name="A program", scopes={"diagnosis:read", "diagnosis:write"}, by=world.gus
    )
    return Client(headers={"authorization": f"Bearer {token}"})


def send(program: Client, method: str, address: str, **body: Any) -> Any:
    return getattr(program, method)(f"{GUIDE}{address}", body, content_type="application/json")


def test_a_definition_is_put_as_the_draft_and_goes_live(program: Client, version: GuideVersion) -> None:
    assert program.get(f"{GUIDE}/draft").json()["edition"] == 0
    changed = version.definition | {"minute": 0.7}
    draft = send(program, "put", "/draft", definition=changed).json()
    assert draft["changes"] == ["Guide: what a minute costs from 0.5 to 0.7."] and draft["lacks"] == []
    assert {each["severity"] == each["called"] for each in draft["stories"]} == {True}
    assert send(program, "put", "/draft", definition=changed).status_code == 409, "it was not read"
    made = send(program, "post", "/launch", edition=draft["edition"], reason="Minutes cost more.")
    assert (made.status_code, made.json()["number"], made.json()["reason"]) == (201, 2, "Minutes cost more.")
    listed = program.get(f"{GUIDE}/versions").json()["versions"]
    assert [each["number"] for each in listed] == [2, 1] and listed[1]["definition"]["minute"] == 0.5
    back = send(program, "post", "/return", version=1, reason="They do not.")
    assert back.status_code == 201 and Guide.named("misrouted").number == 3


def test_a_trial_begins_and_ends(program: Client, version: GuideVersion) -> None:
    for end, outcome in (("end", "given_up"), ("launch", "live")):
        draft = send(program, "put", "/draft", definition=version.definition | {"minute": 0.9}).json()
        asked = {"edition": draft["edition"], "share": 10, "reason": "To see."}
        assert send(program, "post", "/trial", **asked).json()["trial_share"] == 10
        assert send(program, "post", f"/trial/{end}", reason="It is enough.").json()["trial_outcome"] == outcome
    assert VersionTrial.objects.count() == 2 and Guide.named("misrouted").number == 3
    assert send(program, "post", "/trial/end", reason="Again.").status_code == 409


@pytest.mark.parametrize(
    ("address", "body"),
    [("/launch", {"edition": 1, "reason": "Now."}), ("/trial", {"edition": 1, "share": 10, "reason": "Now."})],
)
def test_without_a_draft_nothing_goes_live(program: Client, version: GuideVersion, address: str, body: Any) -> None:
    assert send(program, "post", address, **body).status_code == 409


def test_mistakes_of_a_definition_are_named_by_their_places(program: Client, version: GuideVersion) -> None:
    wrong = version.definition | {"causes": [version.definition["causes"][0] | {"severity": 4}]}
    answer = send(program, "put", "/draft", definition=wrong)
    assert answer.status_code == 409 and "Cause 1: severity is 1, 2 or 3" in answer.json()["detail"]
