"""How well we foresaw what broke: precision and recall of warnings in time, and the Brier score, over what happened."""

from __future__ import annotations

import json
from datetime import timedelta
from math import exp, log
from random import Random
from statistics import NormalDist

import pytest
import time_machine
from django.test import Client

from fiverings.promises.models import ENOUGH, BreachWarning, Foresight, Pace, Promise
from fiverings.promises.models.predicting import _fit
from tests.world import World

from .promising import later, to_ourselves

HOUR = 60


def ended(world: World, *, broke: bool, warned: int | None = None, minutes: int = HOUR, taking: int = 50) -> Promise:
    """A promise that was kept after so many minutes or broke, and was warned of so many minutes before its time."""
    promise = to_ourselves(world, minutes)
    if warned is not None:
        on, place = later(world, 0).date() + timedelta(days=BreachWarning.objects.count()), 1
        BreachWarning.objects.create(
            promise=promise, person=promise.owed_by, on=on, place=place, at=later(world, minutes - warned),
            reason="likely", chance=0.5,
        )  # fmt: skip
    if broke:
        promise.break_(at=later(world, minutes + 1))
    else:
        promise.keep(by=world.ana, at=later(world, taking))
    return promise


def test_a_warning_in_time_is_judged_by_what_came(world: World) -> None:
    ended(world, broke=True, warned=30)
    ended(world, broke=True, warned=10)
    ended(world, broke=True)
    ended(world, broke=False, warned=20)
    ended(world, broke=False)
    ended(world, broke=True, minutes=15)
    found = Foresight.of("answer", at=later(world, 120))
    assert (found.n, found.broken, found.warned) == (5, 3, 2), "what is due within twenty minutes is not judged"
    assert (found.precision, found.recall) == (1 / 2, 1 / 3)


def test_the_chance_twenty_minutes_before_is_squared_against_what_came(world: World) -> None:
    ended(world, broke=True)
    ended(world, broke=False, taking=55)
    ended(world, broke=False, taking=30)
    chance = Pace.of_experts("answer").chance_to_break(promised=60, elapsed=40)
    found = Foresight.of("answer", at=later(world, 120))
    assert len(found.foretold) == 2, "what was done by then was not foretold"
    assert found.brier == pytest.approx(((chance - 1) ** 2 + chance**2) / 2)
    assert found.plain == 0.25


def test_what_was_learned_later_foretold_nothing(world: World) -> None:
    ended(world, broke=True)
    before = Foresight.of("answer", at=later(world, 120)).brier
    Pace.objects.create(kind="answer", median=600, spread=0.5, fulfilled=ENOUGH, since=later(world, 90))
    found = Foresight.of("answer", at=later(world, 120))
    assert found.brier == before and found.stage == "learning"


def test_a_forecast_stands_on_experts_until_there_is_enough_and_is_calibrated_when_it_proved_itself(
    world: World,
) -> None:
    assert Foresight.of("answer", at=later(world, 120)).stage == "expert default"
    Pace.objects.create(kind="answer", median=300, spread=0.1, fulfilled=ENOUGH, since=later(world, -1))
    for _each in range(ENOUGH):
        ended(world, broke=True)
    found = Foresight.of("answer", at=later(world, 120))
    assert found.stage == "learning", "no better than always saying that it breaks"
    for _each in range(ENOUGH):
        ended(world, broke=False, minutes=400, taking=390)
    assert Foresight.of("answer", at=later(world, 500)).stage == "calibrated"


def test_what_is_open_still_is_known_to_take_longer() -> None:
    """Half of what takes an hour at the median, looked at after 50 minutes: only the quick ones are done."""
    normal, dice = NormalDist(log(60), 0.8), Random(7)
    taken = [exp(each) for each in normal.samples(4000, seed=dice.random())]
    done, still_open = [each for each in taken if each <= 50], [50.0 for each in taken if each > 50]
    naive, _spread, _n = _fit(done)
    median, spread, n = _fit(done, still_open)
    assert naive < 35 and median == pytest.approx(60, rel=0.05) and spread == pytest.approx(0.8, rel=0.05)
    assert n == len(done)


def test_promises_that_are_open_still_slow_what_is_learned(world: World) -> None:
    for minutes in [20] * (ENOUGH // 2) + [45] * (ENOUGH // 2):
        to_ourselves(world, minutes + 1).keep(by=world.ana, at=later(world, minutes))
    for _each in range(ENOUGH):
        to_ourselves(world, 600)
    (learned,) = Pace.learn(Promise, at=later(world, 300))
    assert learned.median > 45 and learned.fulfilled == ENOUGH


def test_leads_read_it_and_it_names_nobody(world: World, client: Client) -> None:
    for _each in range(ENOUGH):
        ended(world, broke=True, warned=None)
    client.force_login(world.dana)
    with time_machine.travel(later(world, 120), tick=False):
        page = client.get("/settings/foresight/").content.decode()
    assert "Brier score" in page and "what experts say" in page
    told = json.dumps(Foresight.of("answer", at=later(world, 120)).as_json())
    assert not [each for each in ("person", "owner", "Ana", "Ben") if each in told]
    client.force_login(world.ana)
    assert client.get("/settings/foresight/").status_code == 403
