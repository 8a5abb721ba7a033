"""Beside the story stands how they are connected, what covers them, and what else is open for them."""

from __future__ import annotations

from django.test import Client

from fiverings.cases.models import Case
from tests.world import World


def shown(world: World, client: Client, account: object) -> str:
    case = Case.open_for(account, need="Calls ring at the wrong place.", by=world.ana)
    Case.open_for(account, need="The lab phone shows the wrong name.", by=world.ana)
    client.force_login(world.ana)
    text = client.get(f"/cases/{case.number}/").content.decode()
    return text[text.index('class="side left"') : text.index('class="case-story"')]


def test_the_case_shows_how_the_customer_is_connected_and_covered(world: World, client: Client) -> None:
    text = shown(world, client, world.maple)
    assert "Calls: carried by PRI. Taken over by Analog line 1, Analog line 2." in text
    assert "Care" in text and "by the hours of Northbell" in text
    assert "The lab phone shows the wrong name." in text


def test_what_ends_stands_there_with_its_day(world: World, client: Client) -> None:
    assert "PBX ends 30 Sep 2026" in shown(world, client, world.orion)


def test_a_customer_without_any_equipment_has_no_drawing(world: World, client: Client) -> None:
    text = shown(world, client, world.harbour)
    assert "<svg" not in text.replace('<svg class="i"', "") and "How it is connected" not in text
