"""What a customer says that they expect is written down whenever they say it, also after the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import called, passed
from fiverings.core import clock
from fiverings.promises.models import Expectation
from tests.world import World


@pytest.fixture
def ana(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


def test_they_say_by_when_they_need_it_after_the_gate_and_the_latest_counts(world: World, ana: Client) -> None:
    case = passed(called(world), world)
    address = f"{case.get_absolute_url()}expectation/"
    assert f'href="{address}"' in ana.get(case.get_absolute_url()).content.decode()
    friday = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT12:00")
    assert ana.post(address, {"words": "We need it by Friday.", "by_at": friday}).status_code == 302
    heard = Expectation.current(case)
    assert heard and heard.words == "We need it by Friday." and heard.contact == world.priya
    assert heard.by_at and heard.by_at.astimezone(world.now.tzinfo).strftime("%Y-%m-%dT%H:%M") == friday
    assert "We need it by Friday." in ana.get(case.get_absolute_url()).content.decode()


def test_nothing_expected_is_nothing_to_write_down(world: World, ana: Client) -> None:
    case = passed(called(world), world)
    answer = ana.post(f"{case.get_absolute_url()}expectation/", {"words": " "})
    assert answer.status_code == 422 and "Write what they expect" in answer.content.decode()


def test_at_the_gate_it_is_asked_there_and_who_promises_nothing_writes_down_nothing(world: World, ana: Client) -> None:
    case: Case = called(world)
    assert "/expectation/" not in ana.get(case.get_absolute_url()).content.decode()
    chidi = Client()
    chidi.force_login(world.chidi)
    assert chidi.post(f"{case.get_absolute_url()}expectation/", {"words": "Soon"}).status_code == 403
