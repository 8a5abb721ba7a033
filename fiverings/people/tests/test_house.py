"""The foot of the rail: who we are, where, and until when we are open."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine
from django.test import Client

from fiverings.people.models import Team
from tests.world import World

WEDNESDAY = datetime(2026, 4, 29, 14, 22, tzinfo=UTC)
SUNDAY = datetime(2026, 5, 3, 14, 22, tzinfo=UTC)


def opened_by_hours(world: World) -> Team:
    team: Team = world.care
    team.revise(calendar=world.calendar, by=world.admin)
    return team


def test_a_team_is_open_until_it_closes_and_closed_until_it_opens(world: World) -> None:
    team = opened_by_hours(world)
    assert team.opening(WEDNESDAY) == (True, datetime(2026, 4, 29, 21, tzinfo=UTC))
    assert team.opening(SUNDAY) == (False, datetime(2026, 5, 4, 12, 30, tzinfo=UTC))


def test_a_team_without_hours_is_neither_open_nor_closed(world: World) -> None:
    assert world.care.opening(WEDNESDAY) is None


def test_the_foot_of_the_rail_says_who_we_are_and_until_when_we_are_open(world: World, client: Client) -> None:
    opened_by_hours(world)
    with time_machine.travel(WEDNESDAY, tick=False):
        client.force_login(world.ana)
        page = client.get("/people/").content.decode()
    assert "<b>Northbell</b>" in page and "Toronto, open until 17:00" in page
