"""Of how many cases we know what the customer expects is counted, and flagged below eighty per cent."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import ExpectationCoverage
from fiverings.cases.models.coverage import OVER
from fiverings.cases.tests.gate import AN_HOUR, called, passed
from fiverings.core import slots
from tests.world import World


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


def cases(world: World, *, known: int, cannot_say: int) -> None:
    """So many through the gate: their customers told us, or could not say."""
    for number in range(known + cannot_say):
        case = passed(called(world), world)
        if number < known:
            case.hear_expectation(words="Soon", by_at=world.now + AN_HOUR, by=world.ana)


def home_of(client: Client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_who_leads_sees_that_fewer_than_four_of_five_are_known_with_both_numbers(world: World, client: Client) -> None:
    cases(world, known=3, cannot_say=1)
    called(world)  # stands at the gate: it is still to be asked
    coverage = ExpectationCoverage.of(world.dana, at=world.now)
    assert (coverage.cases, coverage.known, coverage.cannot_say, coverage.per_cent) == (4, 3, 1, 75)
    client.force_login(world.dana)
    home = home_of(client)
    assert "75 % of the cases of the last thirty days (3/4)" in home and "In one they could not say." in home
    client.force_login(world.ana)
    assert "of the last thirty days" not in home_of(client)


def test_four_of_five_are_enough(world: World, client: Client) -> None:
    cases(world, known=4, cannot_say=1)
    assert ExpectationCoverage.of(world.dana, at=world.now).is_enough
    client.force_login(world.dana)
    assert "of the last thirty days" not in home_of(client)


def test_words_without_a_time_heard_after_the_gate_are_not_known(world: World, client: Client) -> None:
    for hears in ({"words": "Soon", "by_at": world.now + AN_HOUR}, {"words": "And write it to Lou as well"}):
        passed(called(world), world).hear_expectation(**hears, by=world.ana)
    again = passed(called(world), world)
    again.hear_expectation(words="Soon", by_at=world.now + AN_HOUR, by=world.ana)
    again.hear_expectation(words="Sooner than that", by=world.ana, at=world.now + AN_HOUR / 60)
    (metric,) = slots.metric.filled("expectation-coverage")
    coverage = metric.run(OVER, world.dana)
    assert (coverage.cases, coverage.known, coverage.cannot_say, coverage.without_time) == (3, 1, 0, 2)
    client.force_login(world.dana)
    assert "33 % of the cases of the last thirty days (1/3)" in home_of(client)
    assert "In 2 they told us what, and not by when." in home_of(client)


def test_of_no_cases_nothing_is_missing(world: World) -> None:
    assert ExpectationCoverage.of(world.dana, at=world.now).is_enough


def test_forty_three_of_fifty_are_eighty_six_per_cent() -> None:
    assert ExpectationCoverage(cases=50, known=43, cannot_say=7).per_cent == 86
    assert ExpectationCoverage(cases=50, known=39, cannot_say=0).is_enough is False
