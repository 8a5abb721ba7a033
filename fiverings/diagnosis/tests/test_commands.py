"""What is asked of guides from a terminal: what they make of answers, whether they pass their tests, and to be used."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from fiverings.core import slots
from fiverings.diagnosis.commands import bring_guides
from fiverings.diagnosis.commands import diagnosis as command
from fiverings.diagnosis.models import Guide, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide, shipped_guides, written_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

RINGS_NOT = ("run", "--guide", str(FX_1), "--symptom", "wrong_place", "--answer", "direct_numbers_ring=no")


def run(*words: str, json: bool = True) -> Any:
    """Run bin/fiverings diagnosis with these words."""
    parser = ArgumentParser()
    act = command(parser)
    asked = parser.parse_args(words)
    asked.json = json
    return act(asked)


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """A guide of which one test demands another severity than it reaches."""
    definition = read_guide(FX_1.read_text(encoding="utf-8"))
    definition["tests"][0]["severity"] = {1: 3, 2: 3, 3: 1}[definition["tests"][0]["severity"]]
    path = tmp_path / "failing.yaml"
    path.write_text(written_guide(definition), encoding="utf-8")
    return path


def test_a_file_says_what_an_answer_makes_likely_without_a_database() -> None:
    told = run(*RINGS_NOT)
    assert (told["called"], told["severities"]["1"]) == (1, pytest.approx(0.622, abs=0.001))
    assert told["next"][0]["question"] == "outside_calls_at_once"
    assert "severity 1   0.622  may be set" in run(*RINGS_NOT, json=False)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("direct_numbers_ring=perhaps", "yes, no or dont_know"),
        ("outside_calls_at_once=many", "a number or dont_know"),
        ("outside_calls_at_once=NaN", "a number or dont_know"),
        ("the_weather=yes", "no question “the_weather”"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_in_one_line(answer: str, words: str) -> None:
    with pytest.raises(slots.CommandFailed, match=words):
        run("run", "--guide", str(FX_1), "--answer", answer)


def test_a_guide_is_put_to_its_tests(failing: Path) -> None:
    assert run("test", "--guide", str(FX_1))["passed"] > 0
    with pytest.raises(slots.CommandFailed, match=r"severity \d, not \d"):
        run("test", "--guide", str(failing))


def test_what_is_exported_is_read_as_the_same() -> None:
    assert read_guide(run("export", "--guide", str(FX_1), json=False)) == run("export", "--guide", str(FX_1))


def test_the_guides_that_come_with_the_house_are_asked_by_once_they_are_imported(world: World) -> None:
    codes = [code for code, _definition in shipped_guides()]
    assert len(codes) >= 8 and not Guide.objects.filter(code__in=codes).exists()
    first = run("import")
    assert [(each["guide"], each["version"]) for each in first] == [(code, 1) for code in codes]
    assert run("import") == first, "importing the same again makes no version"
    assert all(Guide.named(code).asks.causation for code in codes)


def test_a_guide_that_fails_a_test_is_not_imported_nor_those_beside_it(world: World, failing: Path) -> None:
    before = GuideVersion.objects.count()
    with pytest.raises(slots.CommandFailed, match="reaches severity"):
        run("import", "phones", str(failing))
    assert GuideVersion.objects.count() == before


def test_an_unknown_guide_is_named_with_those_that_are_known(world: World) -> None:
    with pytest.raises(slots.CommandFailed, match=r"no guide “whales”; known are .*phones"):
        run("import", "whales")


def test_a_house_begins_with_the_guides_that_come_with_it_and_keeps_what_it_makes_of_them(world: World) -> None:
    ours = read_guide(FX_1.read_text(encoding="utf-8")) | {"code": "phones"}
    Guide.revise(ours, by=world.gus)
    bring_guides()
    assert set(Guide.objects.values_list("code", flat=True)) >= dict(shipped_guides()).keys()
    assert Guide.named("phones").definition == ours
    before = GuideVersion.objects.count()
    bring_guides()
    assert GuideVersion.objects.count() == before, "once is enough"


def test_what_the_house_knows_is_said_as_an_answer_and_what_is_asked_first_by_it_is_named() -> None:
    elsewhere = ("run", "--guide", "phones", "--symptom", "wrong_place", "--answer", "calls_from_elsewhere=yes")
    assert run(*elsewhere)["first"] == "nobody_gets_through"
    assert "To ask first, by what we know: nobody_gets_through" in run(*elsewhere, json=False)
    assert run(*RINGS_NOT)["first"] is None
    machine = run("run", "--guide", "phones", "--symptom", "wrong_place", "--answer", "alarm_on_primary=yes")
    assert [each["code"] for each in machine["rules"]] == ["R4"]
