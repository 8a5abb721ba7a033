"""What became of the cases of guides is asked from a terminal and by programs; nothing changes by asking."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from fiverings.core import slots
from fiverings.diagnosis.models import Guide, GuideVersion, LearningProposal, TrackRecord
from fiverings.diagnosis.tests.lived import live, the_guide
from fiverings.diagnosis.tests.test_commands import run
from tests.world import World


@pytest.fixture(scope="module")
def lived_through(lasting: None) -> int:
    world = World.read()
    version = the_guide(world)
    live(world, version, 40)
    return version.pk


@pytest.fixture
def version(lived_through: int, world: World) -> GuideVersion:
    return GuideVersion.objects.get(pk=lived_through)


def test_learning_says_what_would_change_and_changes_nothing(version: GuideVersion) -> None:
    found = run("learn", "--guide", "misrouted")["misrouted"]
    assert json.dumps(found) and found["cases"] == 40
    assert found["proposal"] == LearningProposal.objects.open().get().pk
    assert Guide.named("misrouted") == version
    told = run("learn", json=False)
    assert "How often each cause is behind “Calls ring in the wrong place” (n=40)" in told
    assert "Main line down, on its failover" in told and "Stories that fail: none" in told
    assert "plain: This guide knows no causes" in told


def test_a_guide_that_is_not_there_is_said_so(world: World) -> None:
    with pytest.raises(slots.CommandFailed, match="no guide “whales”"):
        run("learn", "--guide", "whales")


def test_calibration_says_how_often_each_version_was_right(version: GuideVersion) -> None:
    found = next(each for each in run("calibration") if each["guide"] == "misrouted")
    assert json.dumps(found) and (found["label"], found["cases"]) == ("expert", 40)
    assert 0 < found["figures"]["brier"] < 2
    assert "misrouted, version 1: expert, 40 confirmed, Brier 0." in run("calibration", json=False)


def test_programs_read_the_last_figures_of_every_version(version: GuideVersion, world: World, client: Client) -> None:
    TrackRecord.take(version, at=world.now)
    client.force_login(world.ana)
    [told] = client.get("/api/guides/calibration").json()["track_records"]
    assert (told["guide"], told["version"], told["label"], told["cases"]) == ("misrouted", 1, "expert", 40)
    assert told["figures"]["under"]["1"]["n"] > 0
