"""What a question is worth counts the rules that its answers would fire; and two may be worth what one is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiverings.diagnosis.engine import Belief, Losses, Network, Phase, Query, Sequencing, worths
from fiverings.diagnosis.engine.network import ANSWERS
from fiverings.diagnosis.models import Definition
from fiverings.diagnosis.models.rule import Condition, forces

from .test_reckoning import network_of


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), level=st.sampled_from([1, 2]), answer=st.sampled_from(["yes", "no"]))
def test_a_question_is_worth_less_by_the_false_alarms_that_a_rule_would_raise(
    seed: int, level: int, answer: str
) -> None:
    network, prior = network_of(seed)
    belief, losses = Belief(network, prior, {}), Losses.usual()
    free = {each.query.code: each for each in worths(belief, losses)}
    for worth in worths(belief, losses, (), {"q0": {answer: level}}):
        costs = [losses.expected(each) for each in worth.severities]
        allowed = [level if code == answer and worth.query.code == "q0" else 3 for code in ANSWERS]
        left = sum(p * cost[:most].min() for p, cost, most in zip(worth.chances, costs, allowed, strict=True))
        assert worth.evsi == pytest.approx(losses.expected(belief.severities).min() - left, abs=1e-6)
        assert worth.evsi <= free[worth.query.code].evsi + 1e-9


def test_of_two_that_tell_the_same_the_one_that_fires_no_rule_is_asked() -> None:
    alike = np.array([0.9, 0.05])
    network = Network(("grave", "mild"), np.array([1, 3]), (Query("rule", alike, 10), Query("free", alike, 10)))
    may = {"rule": {"yes": 1}}
    asked = Sequencing(network, np.array([0.001, 0.999]), Losses.usual(), {}, forces=may).next
    assert asked is not None
    assert asked.query.code == "free"


def test_two_questions_are_asked_that_are_worth_their_time_only_together() -> None:
    asked = tuple(Query(f"q{at}", np.array([0.9, 0.08]), 5) for at in range(4))
    network = Network(("grave", "mild"), np.array([1, 3]), asked)
    heard = {"q0": "no", "q1": "yes"}
    standing = Sequencing(network, np.array([0.002, 0.998]), Losses.usual(), heard)
    assert max(each.net for each in worths(standing.belief, Losses.usual(), heard)) <= 0
    assert standing.phase is Phase.TRIAGE
    assert Sequencing(network, np.array([0.002, 0.998]), Losses.usual(), heard | {"q2": "no"}).phase is not Phase.TRIAGE


GUIDE = {
    "code": "g",
    "name": {"en": "G"},
    "questions": [
        {"code": code, "answers": "yes_no", "wording": {"en": code}, "help": {"en": code}}
        for code in ("lost", "smell", "smoke")
    ],
    "rules": [
        {"code": "R1", "level": 1, "says": {"en": "Lost"}, "when": [{"question": "lost", "answer": "yes"}]},
        {
            "code": "D1",
            "level": 2,
            "says": {"en": "It burns"},
            "when": [{"question": "smell", "answer": "yes"}, {"question": "smoke", "answer": "yes"}],
        },
    ],
}


@pytest.mark.parametrize(
    ("heard", "waiting"),
    [
        ({}, {"lost": {"yes": 1}}),
        ({"smell": "yes"}, {"lost": {"yes": 1}, "smoke": {"yes": 2}}),
        ({"smell": "no", "lost": "dont_know"}, {}),
    ],
)
def test_a_rule_waits_for_its_last_answer_alone(heard: dict[str, str], waiting: dict[str, dict[str, int]]) -> None:
    rules = Definition.read(GUIDE).rules

    def holds(condition: Condition) -> bool:
        return heard.get(condition.question) == condition.answer

    assert forces(rules, holds, heard) == waiting
