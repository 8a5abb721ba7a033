"""What is learned from cases is what was worked out by hand, stays uncertain, and comes to the truth in the end."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiverings.diagnosis.engine import Network, Node, Query
from fiverings.diagnosis.engine.learning import (
    COUNTED,
    LEAST,
    MOST,
    Example,
    Tally,
    age_weight,
    as_it_is,
    shrunk,
    updated,
    within,
)
from fiverings.diagnosis.models import Causation, Definition
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1

EXPERT = np.array([0.55, 0.12, 0.18, 0.05, 0.10])
CHANCE = st.floats(LEAST, MOST)
Said = Any


@pytest.fixture(scope="module")
def fixture() -> Causation:
    found = Definition.read(read_guide(FX_1.read_text())).causation
    assert found is not None
    return found


def example(fixture: Causation, cause: str, observed: dict[str, str], weight: float = 1.0) -> Example:
    allowed = np.array([float(each.coded == cause or each.code == cause) for each in fixture.suspects])
    return Example("wrong_place", fixture.prior("wrong_place"), observed, allowed, weight)


def test_forty_cases_count_twice_as_much_as_what_experts_say() -> None:
    learned = shrunk(np.array([10.0, 20, 4, 2, 4]), EXPERT)
    assert learned == pytest.approx([21 / 60, 22.4 / 60, 7.6 / 60, 3 / 60, 6 / 60])
    assert shrunk(np.zeros(5), EXPERT) == pytest.approx(EXPERT)


@pytest.mark.parametrize(("days", "weight"), [(0, 1), (180, 0.5), (360, 0.25), (90, 0.7071), (-3, 1)])
def test_a_case_counts_half_after_half_a_year(days: float, weight: float) -> None:
    assert age_weight(days) == pytest.approx(weight, abs=1e-4)


def test_ten_answers_move_a_likelihood_by_a_third_of_the_way() -> None:
    assert updated(np.array([6.0]), np.array([4.0]), np.array([0.9])) == pytest.approx([24 / 30])


def test_what_is_told_wrongly_at_times_is_taken_back_before_it_is_kept() -> None:
    told = 0.8 * 0.95 + 0.2 * 0.05
    assert as_it_is(np.array([told, 0.01]), 0.05) == pytest.approx([0.8, LEAST])


def test_a_confirmed_cause_counts_for_the_answers_that_were_heard(fixture: Causation) -> None:
    heard = {"direct_numbers_ring": "no", "changed_today": "dont_know"}
    tally = Tally(fixture.network, [example(fixture, "pri_down_failover", heard, 0.5)])
    assert tally.causes["wrong_place"][0] == pytest.approx([0, 0.5, 0, 0, 0])
    assert tally.causes["wrong_place"][COUNTED] == pytest.approx([0, 1, 0, 0, 0])
    ring = fixture.network.query("direct_numbers_ring")
    assert tally.yes(ring.code, ring.yes)[1] == pytest.approx(20 * 0.05 / 20.5)
    assert tally.yes("changed_today", ring.yes) == pytest.approx(ring.yes), "who does not know says neither"
    assert tally.dont_know("changed_today", np.full(5, 0.1))[1] == pytest.approx(2.5 / 20.5)


def test_a_state_that_nobody_saw_is_shared_by_what_the_answers_make_likely(fixture: Causation) -> None:
    tally = Tally(fixture.network, [example(fixture, "pri_down_failover", {"outside_calls_at_once": "no"})])
    low = 0.97 * 0.98 / (0.97 * 0.98 + 0.03 * 0.03)
    node, query = fixture.network.nodes[0], fixture.network.query("outside_calls_at_once")
    assert tally.chances("capacity", node.chances)[1] == pytest.approx([(19.4 + low) / 21, (1.6 - low) / 21])
    assert tally.chances("capacity", node.chances)[0] == pytest.approx(node.chances[0])
    assert tally.yes(query.code, query.yes) == pytest.approx([0.4 / (20 + low), 19.4 / (21 - low)])


def test_a_coded_cause_that_two_causes_share_is_shared_by_the_answers(fixture: Causation) -> None:
    tally = Tally(fixture.network, [example(fixture, "programming", {"at_opening_or_closing": "yes"})])
    route, night = 0.55 * 0.15, 0.18 * 0.75
    assert tally.causes["wrong_place"][0] == pytest.approx([route / (route + night), 0, night / (route + night), 0, 0])


@given(st.lists(CHANCE, min_size=2, max_size=20), st.lists(st.floats(0, 1e5), min_size=20, max_size=20))
def test_what_is_learned_adds_up_to_one_and_is_never_certain(expert: list[float], counts: list[float]) -> None:
    before = np.array(expert) / sum(expert)
    learned = shrunk(np.array(counts[: len(expert)]), before)
    assert learned.sum() == pytest.approx(1)
    assert (learned >= LEAST).all() and (learned <= MOST + 1e-9).all()
    assert within(learned) == pytest.approx(learned)


@given(CHANCE, st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 0.49))
def test_a_likelihood_that_is_learned_is_never_certain(expert: float, yes: float, no: float, mistaken: float) -> None:
    told = updated(np.array([yes]), np.array([no]), np.array([expert]))
    assert all(LEAST <= float(each[0]) <= MOST for each in (told, as_it_is(told, mistaken)))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_who_learns_from_many_callers_and_learns_again_comes_to_the_truth(seed: int) -> None:
    random = np.random.default_rng(seed)
    truth = _world([0.6, 0.1], [0.9, 0.2], [[0.8, 0.2], [0.1, 0.9]], [0.9, 0.1])
    guess = now = _world([0.5, 0.3], [0.7, 0.4], [[0.6, 0.4], [0.3, 0.7]], [0.8, 0.2])
    calls = Counter(_call(truth, 0.3, random) for _caller in range(4000))
    prior = np.array([0.5, 0.5])
    for _round in range(12):
        cases = [Example("s", prior, dict(heard), np.eye(2)[cause], many) for (cause, heard), many in calls.items()]
        tally = Tally(now, cases)
        prior = tally.prior("s", np.array([0.5, 0.5]))
        yes = [tally.yes(query.code, expert.yes) for query, expert in zip(now.queries, guess.queries, strict=True)]
        now = _world(yes[0], yes[1], tally.chances("n", guess.nodes[0].chances), yes[2], yes[3])
    assert prior == pytest.approx([0.3, 0.7], abs=0.03)
    for query in now.queries[:2]:
        assert query.yes == pytest.approx(truth.query(query.code).yes, abs=0.05)
    for query in now.queries[2:]:
        heard = [each.nodes[0].chances @ each.query(query.code).yes for each in (now, truth)]
        assert heard[0] == pytest.approx(heard[1], abs=0.06), "how often it is heard under each cause"


def _world(first: Said, second: Said, states: Said, third: Said, fourth: Said = ()) -> Network:
    chances = [np.array(each, dtype=float) for each in (first, second, third, fourth if len(fourth) else third)]
    queries = [Query(code, yes, 10, at) for code, yes, at in zip("abcd", chances, (None, None, 0, 0), strict=True)]
    node = Node("n", ("on", "off"), np.array(states, dtype=float))
    return Network(("x", "y"), np.array([1, 3]), tuple(queries), (node,))


def _call(truth: Network, often: float, random: np.random.Generator) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The cause, and what the caller says."""
    cause = int(random.random() > often)
    state = int(random.random() > truth.nodes[0].chances[cause, 0])
    holds = {each.code: random.random() < each.yes[cause if each.node is None else state] for each in truth.queries}
    return cause, tuple((code, "yes" if yes else "no") for code, yes in holds.items())
