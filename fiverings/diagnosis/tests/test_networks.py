"""A guide with causes is read from YAML, each mistake named by its place, asks by worth, and is put to its stories."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from fiverings.diagnosis.models import BadGuide, Definition, Finding
from fiverings.diagnosis.models.guide_file import read_guide, shipped_guides, written_guide
from fiverings.diagnosis.models.rehearsal import evidence_of, rehearse
from fiverings.diagnosis.models.telling import told, told_plainly
from fiverings.diagnosis.tests import FX_1


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    return read_guide(FX_1.read_text(encoding="utf-8"))


def found(given: dict[str, Any], answers: dict[str, str | Decimal], contracted: int | None = 25) -> Finding:
    definition = Definition.read(given)
    return Finding(definition, evidence_of(answers), contracted=contracted, symptom="wrong_place")


def test_a_guide_that_is_written_is_read_as_the_same(given: dict[str, Any]) -> None:
    assert read_guide(written_guide(given)) == given


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: a\ncode: b\n", "Line 1: a key stands twice"),
        ("code: a\nname: {en: Ask, now?}\n", "Line 2"),
        ("a: &x [1]\nb: *x\n", "references are not read"),
        ("- a\n- b\n", "a table of keys"),
        ("code: !!python/object:os.system x\n", "Line 1"),
        ("code: a\x00", "not YAML"),
        ("[" * 5000, "YAML|Line"),
        ("a" * 1_000_001, "megabyte"),
    ],
)
def test_a_file_that_is_no_guide_says_why(text: str, words: str) -> None:
    with pytest.raises(BadGuide, match=words):
        read_guide(text)


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (("causes", 0, "severity"), 4, "cause 1: severity is 1, 2 or 3"),
        (("causes", 1, "code"), "route_misprogrammed", "Two causes have the same code"),
        (("symptoms",), [], "at least one symptom"),
        (("symptoms", 0, "causes", "rain"), 0.1, "symptom 1: causes names “rain”"),
        (("symptoms", 0, "causes", "single_device"), 1, "“single_device” is a number between 0.0001 and 0.9999"),
        (("symptoms", 0, "causes", "single_device"), "perhaps", "almost always, mostly"),
        (("nodes", 0, "states"), [{"code": "low"}], "node 1: names at least two states"),
        (("nodes", 0, "chances", "low", "single_device"), None, "“single_device”"),
        (("questions", 0, "yes_chance"), {"single_device": 0.5}, "“route_misprogrammed”"),
        (("questions", 0, "depends_on"), "weather", "question 1: depends_on"),
        (("questions", 0, "seconds"), 0, "question 1: seconds is a number from 1"),
        (("questions", 1, "above"), -1, "question 2: above is a number from 0"),
        (("losses",), [[0, 1], [1, 0]], "three rows of three numbers"),
        (("losses",), [[1, 20, 30], [240, 0, 10], [480, 60, 0]], "nought where the choice is right"),
        (("minute",), "much", "minute is a number"),
        (("tests", 0, "severity"), 0, "test 1: severity"),
        (("tests", 0, "answers", "direct_numbers_ring"), "perhaps", "yes, no or dont_know"),
        (("tests", 0, "answers", "outside_calls_at_once"), True, "outside_calls_at_once is a number from 0"),
        (("tests", 0, "answers", "the_weather"), True, "no question “the_weather”"),
        (("looses",), [[0]], "guide: “looses” is not known here"),
        (("causes", 0, "severty"), 1, "cause 1: “severty” is not known here; it may say code, name, severity"),
        (("symptoms", 0, "word"), {}, "symptom 1: “word”"),
        (("nodes", 0, "chance"), {}, "node 1: “chance”"),
        (("nodes", 0, "states", 1, "says"), "", "node 1, state 2: “says”"),
        (("questions", 1, "yes"), 0.5, "question 2: “yes”"),
        (("rules", 0, "leve"), 1, "rule 1: “leve”"),
        (("rules", 0, "when", 0, "answers"), "yes", "rule 1: “answers”"),
        (("tests", 0, "level"), 1, "test 1: “level”"),
    ],
)
def test_each_mistake_is_named_by_its_place(
    given: dict[str, Any], place: tuple[Any, ...], wrong: Any, words: str
) -> None:
    definition = deepcopy(given)
    table: Any = definition
    for key in place[:-1]:
        table = table[key]
    table[place[-1]] = wrong
    with pytest.raises(BadGuide, match=words):
        Definition.read(definition)


def test_words_stand_for_chances(given: dict[str, Any]) -> None:
    definition = deepcopy(given)
    definition["questions"][0]["yes_chance"] = {"pri_down_failover": "Almost never", "otherwise": "almost always"}
    causation = Definition.read(definition).causation
    assert causation is not None
    assert list(causation.network.queries[0].yes) == [0.95, 0.03, 0.95, 0.95, 0.95]


def test_a_little_of_the_worst_is_told_by_what_it_costs() -> None:
    phones = Definition.read(dict(shipped_guides())["phones"])
    answers = {"neighbour_works": "yes", "at_once": Decimal(6), "screens_lit": "no"}
    finding = Finding(phones, evidence_of(answers), contracted=None, symptom="phones_dead")
    assert finding.refusal(3) == ("On average, severity 3 would cost them 10.3 minutes of harm, and severity 2 9.9.")


def test_where_one_answer_in_twenty_is_wrong_a_single_one_moves_less(given: dict[str, Any]) -> None:
    said = {"direct_numbers_ring": "no"}
    sure, doubting = found(given, said), found(given | {"wrong_answers": 0.05}, said)
    assert sure.chances is not None and doubting.chances is not None
    assert sure.chances[0] == pytest.approx(0.622, abs=5e-4)
    assert 0.17 < doubting.chances[0] < sure.chances[0]
    causation = Definition.read(given | {"wrong_answers": 0.05}).causation
    assert causation is not None
    assert causation.network.queries[0].yes == pytest.approx(causation.world.queries[0].yes * 0.9 + 0.05)


def test_a_guide_whose_answers_would_tell_nothing_is_refused(given: dict[str, Any]) -> None:
    for wrong in (0.5, 1, -0.1, "often"):
        with pytest.raises(BadGuide, match="wrong_answers"):
            Definition.read(given | {"wrong_answers": wrong})


def test_nothing_milder_is_set_while_the_worse_is_likely(given: dict[str, Any]) -> None:
    start = found(given, {"direct_numbers_ring": "no", "at_opening_or_closing": "no"})
    assert "counts as ruled out below 0.077" in start.refusal(2)
    assert (start.refusal(1), start.called) == ("", 1)
    mirror = found(given, {"direct_numbers_ring": "yes", "outside_calls_at_once": Decimal(9), "changed_today": "yes"})
    assert (mirror.refusal(2), mirror.called) == ("", 2)
    assert mirror.refusal(3)


def test_a_share_of_the_lines_settles_it_whatever_is_likely(given: dict[str, Any]) -> None:
    few = found(given, {"outside_calls_at_once": Decimal(2)})
    assert [each.code for each in few.fired] == ["R3"]
    assert few.refusal(2).startswith("Rule R3")
    assert few.sequencing is not None
    assert few.sequencing.phase == "cause"


def test_a_number_says_yes_or_no_by_the_measure_of_its_question(given: dict[str, Any]) -> None:
    by_share = deepcopy(given)
    del by_share["questions"][1]["above"]
    by_share["questions"][1]["above_share"] = 0.25
    answer: dict[str, str | Decimal] = {"outside_calls_at_once": Decimal(6)}
    assert found(given, answer, None).sequencing.observed == {"outside_calls_at_once": "yes"}  # type: ignore[union-attr]
    heard = [found(by_share, answer, lines).sequencing for lines in (25, 20, None)]
    assert [each.observed["outside_calls_at_once"] for each in heard if each] == ["no", "yes", "dont_know"]


def test_nobody_is_asked_more_than_six_questions(given: dict[str, Any]) -> None:
    codes = [each["code"] for each in given["questions"] if each["answers"] == "yes_no"]
    asked = found(given, dict.fromkeys(codes, "dont_know"))
    assert asked.next_question is None
    assert asked.refusal(2)


def test_every_story_of_a_guide_reaches_its_severity_or_is_named(given: dict[str, Any]) -> None:
    assert [each.passes for each in rehearse(Definition.read(given))] == [True, True]
    given = deepcopy(given)
    given["tests"][1]["severity"] = 3
    failing = [each for each in rehearse(Definition.read(given)) if not each.passes]
    assert [(each.story.name, each.called) for each in failing] == [("Somebody changed the route today", 2)]


def test_what_is_found_is_told_to_programs_and_to_people(given: dict[str, Any]) -> None:
    finding = found(given, {"direct_numbers_ring": "no"})
    figures = json.loads(json.dumps(told(finding)))
    assert round(figures["severities"]["1"], 3) == 0.622
    assert figures["may_be_set"]["1"] is None
    assert figures["next"][0]["question"] in told_plainly(finding)
    assert "severity 1   0.622  may be set" in told_plainly(finding)
