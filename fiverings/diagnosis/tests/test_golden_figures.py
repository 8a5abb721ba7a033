"""The engine gives the figures that were worked out beside it, for the caller whose calls ring in the wrong place."""

from __future__ import annotations

import numpy as np
import pytest

from fiverings.diagnosis.engine import Belief, Losses, Network, Phase, Query, Sequencing
from fiverings.diagnosis.models import Causation, Definition
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1

WORTHS = {
    "direct_numbers_ring": (10.32, 0.311, 0.024, 0.622),
    "outside_calls_at_once": (6.87, 0.314, 0.044, 0.683),
    "changed_today": (4.42, 0.241, 0.030, 0.250),
    "shows_analog_number": (3.02, 0.355, 0.828, 0.063),
    "light_on_the_card": (1.99, 0.361, 0.869, 0.068),
    "at_opening_or_closing": (1.05, 0.198, 0.060, 0.205),
    "callers_hear_busy": (1.05, 0.206, 0.636, 0.072),
}
DOWN = {"direct_numbers_ring": "no", "outside_calls_at_once": "no", "callers_hear_busy": "yes"}
ROUTE = {"direct_numbers_ring": "yes", "outside_calls_at_once": "yes", "changed_today": "yes"}


@pytest.fixture(scope="module")
def fixture() -> Causation:
    found = Definition.read(read_guide(FX_1.read_text())).causation
    assert found is not None
    return found


def after(fixture: Causation, observed: dict[str, str]) -> Sequencing:
    return Sequencing(fixture.network, fixture.prior("wrong_place"), fixture.losses, observed)


@pytest.mark.parametrize(
    ("answers", "chances"), [(DOWN, (0.170, 0.622, 0.947, 0.965)), (ROUTE, (0.170, 0.024, 0.011, 0.003))]
)
def test_each_answer_moves_the_chance_of_severity_1(
    fixture: Causation, answers: dict[str, str], chances: tuple[float, ...]
) -> None:
    told = [dict(list(answers.items())[:count]) for count in range(len(answers) + 1)]
    assert [round(after(fixture, each).belief.severities[0], 3) for each in told] == list(chances)


@pytest.mark.parametrize("code", WORTHS)
def test_each_question_is_worth_what_was_worked_out(fixture: Causation, code: str) -> None:
    worth = next(each for each in after(fixture, {}).ranked() if each.query.code == code)
    figures = (round(worth.evsi, 2), round(worth.eig, 3), *worth.severities[:2, 0].round(3))
    assert figures == WORTHS[code]


def test_the_first_question_spares_most_harm_though_another_tells_more(fixture: Causation) -> None:
    start = after(fixture, {})
    assert start.next is not None
    assert (start.phase, start.next.query.code) == (Phase.TRIAGE, "direct_numbers_ring")
    assert max(start.ranked(), key=lambda each: each.eig).query.code == "light_on_the_card"


def test_where_no_question_alone_is_worth_its_time_the_one_comes_that_tells_most_about_the_severity(
    fixture: Causation,
) -> None:
    feared = after(fixture, {"direct_numbers_ring": "no"})
    assert feared.next is not None
    assert max(each.net for each in feared.ranked()) <= 0
    assert (feared.phase, feared.next.query.code) == (Phase.TRIAGE, "outside_calls_at_once")


def test_a_milder_severity_is_allowed_below_twenty_in_two_hundred_and_sixty(fixture: Causation) -> None:
    assert round(fixture.losses.threshold(2, 1), 4) == 0.0769
    assert [after(fixture, each).ruling.mildest() for each in ({}, DOWN, ROUTE)] == [1, 1, 2]


@pytest.mark.parametrize(("chance", "may"), [(0.12, False), (0.0770, False), (0.0768, True)])
def test_the_limit_is_the_limit(fixture: Causation, chance: float, may: bool) -> None:
    network = Network(("line", "route"), np.array([1, 2]), (Query("any", np.array([0.5, 0.5]), 10),))
    found = Sequencing(network, np.array([chance, 1 - chance]), Losses.usual(), {})
    assert found.ruling.rules_out_worse_than(2) is may


def test_answers_with_one_reason_are_not_counted_twice(fixture: Causation) -> None:
    heard = {"outside_calls_at_once": "no", "callers_hear_busy": "yes"}
    prior, network = fixture.prior("wrong_place"), fixture.network
    lines = network.nodes[0].chances
    apart = tuple(Query(code, lines @ network.query(code).yes, 10) for code in heard)
    naive = Network(network.causes, network.severities, apart)
    chances = (Belief(each, prior, heard).severities[0] for each in (naive, network))
    assert [round(float(each), 4) for each in chances] == [0.9525, 0.7702]
