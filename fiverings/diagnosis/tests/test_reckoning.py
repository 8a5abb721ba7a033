"""The engine counts every state of the world, whatever the network, and no order of answers matters."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiverings.diagnosis.engine import Belief, Losses, Network, Node, Query, Sequencing, worths
from fiverings.diagnosis.engine.network import ANSWERS


def network_of(seed: int, causes: int = 4, nodes: int = 2, queries: int = 6) -> tuple[Network, np.ndarray]:
    chance = np.random.default_rng(seed)
    between = tuple(Node(f"n{at}", ("a", "b", "c"), chance.dirichlet(np.ones(3), size=causes)) for at in range(nodes))
    asked = []
    for at in range(queries):
        node = at % (nodes + 1) - 1
        width = causes if node < 0 else 3
        silent = chance.uniform(0, 0.4, width) if at % 2 else np.zeros(0)
        asked.append(Query(f"q{at}", chance.uniform(0.02, 0.98, width), 10.0 + at, None if node < 0 else node, silent))
    severities = np.array([1 + at % 3 for at in range(causes)])
    codes = tuple(f"c{at}" for at in range(causes))
    return Network(codes, severities, tuple(asked), between), chance.dirichlet(np.ones(causes))


def counted(network: Network, prior: np.ndarray, observed: dict[str, str]) -> np.ndarray:
    """Every combination of a cause and the states of all nodes, one by one."""
    found = np.zeros(len(network.causes))
    for cause, *states in product(range(len(network.causes)), *(range(len(node.states)) for node in network.nodes)):
        weight = prior[cause]
        for node, state in zip(network.nodes, states, strict=True):
            weight *= node.chances[cause, state]
        for code, answer in observed.items():
            query = network.query(code)
            if answer != "dont_know" or query.dont_know.size:
                row = cause if query.node is None else states[query.node]
                weight *= query.table()[row, ANSWERS.index(answer)]
        found[cause] += weight
    return found / found.sum()


told = st.dictionaries(st.sampled_from([f"q{at}" for at in range(6)]), st.sampled_from(ANSWERS), max_size=6)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), observed=told)
def test_chances_are_those_of_counting_every_state(seed: int, observed: dict[str, str]) -> None:
    network, prior = network_of(seed)
    assert np.allclose(Belief(network, prior, observed).causes, counted(network, prior, observed), atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), observed=told)
def test_the_worth_of_a_question_is_what_its_answers_would_change(seed: int, observed: dict[str, str]) -> None:
    network, prior = network_of(seed)
    belief, losses = Belief(network, prior, observed), Losses.usual()
    for worth in worths(belief, losses, observed):
        after = [Belief(network, prior, observed | {worth.query.code: answer}).severities for answer in ANSWERS]
        costs = [losses.expected(each).min() for each in after]
        known = [at for at in range(3) if worth.chances[at] > 0]
        assert sum(worth.chances) == pytest.approx(1)
        assert all(np.allclose(after[at], worth.severities[at], atol=1e-9) for at in known)
        mean = sum(worth.chances[at] * costs[at] for at in known)
        assert worth.evsi == pytest.approx(losses.expected(belief.severities).min() - mean, abs=1e-6)
        assert worth.evsi >= -1e-6
        assert worth.eig >= -1e-9


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), observed=told)
def test_dont_know_never_rules_out_the_worse(seed: int, observed: dict[str, str]) -> None:
    network, prior = network_of(seed)
    known = {code: answer for code, answer in observed.items() if answer != "dont_know"}
    heard = Sequencing(network, prior, Losses.usual(), observed).ruling
    alone = Sequencing(network, prior, Losses.usual(), known).ruling
    for level in (2, 3):
        assert alone.rules_out_worse_than(level) or not heard.rules_out_worse_than(level)
        assert heard.chance_of_worse(level) >= alone.chance_of_worse(level) - 1e-12


def test_a_hundred_answers_that_all_speak_against_a_cause_leave_a_chance() -> None:
    network = Network(
        ("a", "b"), np.array([1, 3]), tuple(Query(f"q{at}", np.array([0.999, 0.001]), 5) for at in range(100))
    )
    found = Belief(network, np.array([0.5, 0.5]), {f"q{at}": "yes" for at in range(100)})
    assert np.isfinite(found.severities).all()
    assert found.severities.sum() == pytest.approx(1)


def test_a_network_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="add up to one"):
        Network(("a",), np.array([1]), (), (Node("n", ("x", "y"), np.array([[0.5, 0.6]])),))
    with pytest.raises(ValueError, match="one chance for each state"):
        Network(("a",), np.array([1]), (Query("q", np.array([0.5, 0.5]), 5),))
