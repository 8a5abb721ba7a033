"""Whatever a file, a program or a machine sends is read, or refused with its reason; nothing of it breaks the house."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from fiverings.core import clock
from fiverings.diagnosis.models import BadGuide, Definition, GuideDraft, NotASignal, Signal
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.models.lacking import lacks
from fiverings.diagnosis.tests.machines import alert, program_of
from tests.world import World

MUTATIONS = 400
NUL = "\x00"
JUNK: tuple[Any, ...] = (
    *(None, "", "x" * 5000, NUL, "<script>alert(1)</script>", "almost always", "otherwise", True, False),
    *(0, -1, 1, 10**30, 1e308, float("nan"), float("inf")),
    *([], [1], [{}], [None], [[1, 2, 3], [4, 5, 6], [7, 8, "9"]], {}, {"en": 1}, {"en": ""}, {"otherwise": 0.5}),
)


def places(said: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that is said anywhere in it."""
    keys = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, each in keys:
        yield (*above, key)
        yield from places(each, (*above, key))


def spoilt(said: Any, chance: random.Random) -> Any:
    """The same with something of it replaced, lacking, or said twice."""
    made = copy.deepcopy(said)
    *way, last = chance.choice(list(places(made)))
    there = made
    for key in way:
        there = there[key]
    match chance.randrange(4):
        case 0 | 1:
            there[last] = copy.deepcopy(chance.choice(JUNK))
        case 2:
            del there[last]
        case _ if isinstance(there, list):
            there.append(copy.deepcopy(there[last]))
        case _:
            there[f"{last} too"] = there[last]
    return made


@pytest.mark.parametrize(("name", "given"), [pytest.param(*each, id=each[0]) for each in shipped_guides()])
def test_a_spoilt_guide_is_read_or_refused_and_says_what_it_lacks(name: str, given: dict[str, Any]) -> None:
    chance = random.Random(name)
    read = 0
    for _time in range(MUTATIONS // 8):
        made = spoilt(given, chance)
        try:
            Definition.read(made)
            read += 1
            assert not lacks(made)
        except BadGuide as refused:
            assert str(refused) and lacks(made)
    assert read, "most changes of a word are no mistake"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"note": float("nan")}, "made of words, numbers, lists and tables"),
        ({"name": {"en": f"A{NUL}B"}}, "NUL"),
        ({"causes": ["one"]}, "list of tables"),
        ({"causes": [{"code": "a", "name": {"en": "A"}, "severity": True}]}, "severity is 1, 2 or 3"),
        ({"minute": float("inf")}, "made of words"),
        ({"losses": [[0, 1, "x"], [1, 0, 1], [1, 1, 0]]}, "three rows of three numbers"),
        ({"symptoms": [{"code": "a", "name": {"en": "A"}, "words": "all", "causes": 0.5}]}, "words is a table of keys"),
        ({"tests": [{"name": "A", "severity": 1, "answers": 7}]}, "answers is a table of keys"),
        ({"tests": [{"name": "A", "severity": 1, "contracted": "many"}]}, "contracted is a number"),
        (
            {"rules": [{"code": "R1", "level": 1, "says": {"en": "A"}, "when": [{"question": {}}]}]},
            "question is a word",
        ),
    ],
)
def test_what_cannot_be_meant_is_named(said: dict[str, Any], why: str) -> None:
    given = dict(shipped_guides())["phones"] | said
    assert why in " ".join(map(str, lacks(given)))


def test_a_program_that_sends_such_a_draft_is_told_why(world: World) -> None:
    gus = program_of(world.gus, ("diagnosis:read", "diagnosis:write"))
    given = dict(shipped_guides())["phones"] | {"code": "plain"}
    for said in ({"notes": f"A{NUL}B"}, {"causes": 7}, {"questions": [[]]}, {"minute": [1]}):
        sent = {"definition": given | said}
        answer = gus.put("/api/guides/plain/draft", sent, content_type="application/json")
        assert answer.status_code in (409, 422), said
    assert not GuideDraft.objects.exists()


def test_a_spoilt_alarm_is_read_or_refused(world: World) -> None:
    chance = random.Random("alarms")
    at = clock.now()
    plain = {"name": "Line down", "severity": "critical", "began_at": at.isoformat(), "labels": {"site": "north"}}
    for _time in range(MUTATIONS):
        for read, given in ((Signal.of_alertmanager, alert(site="north")), (Signal.of_a_program, plain)):
            try:
                read(spoilt(given, chance), at=at)
            except NotASignal as refused:
                assert str(refused)


def test_a_webhook_of_spoilt_alarms_answers_what_became_of_each(world: World) -> None:
    chance, program = random.Random("webhook"), program_of(world.ana)
    sent = [spoilt(alert(site="north"), chance) for _time in range(60)]
    told = Client.post(program, "/api/telemetry/alertmanager", {"alerts": sent}, content_type="application/json")
    assert told.status_code == 200
    assert len(told.json()["taken"]) + len(told.json()["refused"]) == len(sent)
