"""What machines said is read on a page of the account, also when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fiverings.core.paging import ROWS
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import Signal, TelemetryEvent
from fiverings.diagnosis.tests.machines import alarm, ended
from tests.world import World


@pytest.fixture
def pri(world: World) -> Asset:
    found: Asset = world.maple.assets.get(name="PRI")
    return found


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client


def test_an_alarm_that_is_over_is_found_from_the_account(ana: Client, world: World, pri: Asset) -> None:
    account, page = world.maple.get_absolute_url(), f"{world.maple.get_absolute_url()}alarms/"
    assert page not in ana.get(account).content.decode(), "no machine ever spoke"
    assert "No machine has said anything" in ana.get(page).content.decode()
    event = alarm(pri, by=world.ana, at=world.now)
    ended(event, by=world.ana, at=world.now + timedelta(minutes=9))
    assert "No alarm stands" in ana.get(account).content.decode() and page in ana.get(account).content.decode()
    read = ana.get(page).content.decode()
    assert "Line down" in read and "over at" in read


def test_alarms_are_read_a_page_at_a_time_the_latest_first(ana: Client, world: World, pri: Asset) -> None:
    for number in range(ROWS + 1):
        began = (world.now - timedelta(minutes=number)).isoformat()
        said = {"name": f"Alarm {number}", "severity": "minor", "asset": pri.pk, "began_at": began}
        TelemetryEvent.receive(Signal.of_a_program(said, at=world.now), by=world.ana, at=world.now)
    first = ana.get(f"{world.maple.get_absolute_url()}alarms/")
    assert first.context["alarms"][0].name == "Alarm 0" and len(first.context["alarms"]) == ROWS
    [last] = ana.get(first.context["older"]).context["alarms"]
    assert last.name == f"Alarm {ROWS}"


def test_who_does_not_see_the_account_sees_no_alarms_of_it(world: World, pri: Asset, ana: Client) -> None:
    alarm(pri, by=world.ana, at=world.now)
    world.maple.make_confidential(reason="A sale.", by=world.ana, at=world.now)
    dana = Client()
    dana.force_login(world.dana)
    assert ana.get(f"{world.maple.get_absolute_url()}alarms/").status_code == 200
    assert dana.get(f"{world.maple.get_absolute_url()}alarms/").status_code == 404
