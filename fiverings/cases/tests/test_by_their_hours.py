"""By when help is needed begins with the hours of whoever is asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Team
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")
LATE = datetime(2026, 4, 30, 17, 50, tzinfo=BERLIN)
"""A Thursday evening for those in Berlin, and before noon in Toronto."""


@pytest.fixture
def case(world: World) -> Case:
    """Ana owns it; Chidi works in Berlin, from eight to six, on Fridays from ten to three."""
    hours = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu")} | {"fri": [["10:00", "15:00"]]}
    there = BusinessCalendar.establish(name="Berlin", definition={"tz": "Europe/Berlin", "hours": hours}, by=world.dana)
    network = Team.establish(name="Network", calendar=there, address="net@northbell.example", by=world.dana)
    network.admit(world.chidi, by=world.dana)
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


@pytest.fixture
def ana(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


def test_ten_minutes_before_they_close_help_is_needed_on_their_next_morning(
    case: Case, world: World, ana: Client
) -> None:
    with time_machine.travel(LATE, tick=False):
        given = {"to": f"person-{world.chidi.pk}", "what": "Look at the PRI", "needed_by": ""}
        assert ana.post(f"/cases/{case}/help/", given).status_code == 302
    asked = case.helping().get()
    assert asked.needed_by.astimezone(BERLIN) == datetime(2026, 5, 1, 12, 0, tzinfo=BERLIN)


def test_the_page_shows_their_time_as_soon_as_they_are_chosen(case: Case, world: World, ana: Client) -> None:
    with time_machine.travel(LATE, tick=False):
        before = ana.get(f"/cases/{case}/help/").content.decode()
        chosen = ana.get(f"/cases/{case}/help/", {"to": f"person-{world.chidi.pk}"}).content.decode()
        department = Team.objects.get(name="Network")
        of_team = ana.get(f"/cases/{case}/help/", {"to": f"team-{department.pk}"}).content.decode()
    assert 'value="2026-05-01T06:00"' not in before and f'hx-get="/cases/{case}/help/"' in before
    assert 'value="2026-05-01T06:00"' in chosen and 'value="2026-05-01T06:00"' in of_team, "as the asker reads it"


def test_a_time_that_somebody_says_stands(case: Case, world: World, ana: Client) -> None:
    with time_machine.travel(LATE, tick=False):
        given = {"to": f"person-{world.chidi.pk}", "what": "Look at the PRI", "needed_by": "2026-04-30T16:00"}
        assert ana.post(f"/cases/{case}/help/", given).status_code == 302
    assert f"{case.helping().get().needed_by.astimezone(world.now.tzinfo):%d %H:%M}" == "30 16:00"
