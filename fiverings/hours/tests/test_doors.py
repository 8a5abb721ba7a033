"""The pages and the command by which opening hours are established and revised."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fiverings.core import slots
from fiverings.core.references import refer
from fiverings.hours.commands import hours as command
from fiverings.hours.models import BusinessCalendar
from tests.world import World

from .calendars import NORTHBELL, calendar

TYPED = {"zone": "Europe/Berlin", "fri": "08:30-12:00"}


@pytest.fixture
def counter(world: World) -> BusinessCalendar:
    return BusinessCalendar.establish(name="The counter", definition=NORTHBELL, by=world.dana)


def run(*words: Any) -> Any:
    """Run bin/fiverings hours with these words."""
    parser = ArgumentParser()
    act = command(parser)
    asked = parser.parse_args([str(word) for word in words])
    asked.json = False
    return act(asked)


def test_an_administrator_establishes_opening_hours(world: World, client: Client) -> None:
    client.force_login(world.admin)
    assert "Establish opening hours" in client.get("/settings/hours/").content.decode()
    assert client.post("/settings/hours/new/", {**TYPED, "name": "Berlin"}).url == "/settings/hours/"
    berlin = BusinessCalendar.objects.get(name="Berlin")
    assert (berlin.current.zone, berlin.current.made_by) == ("Europe/Berlin", refer(world.admin))
    assert "Fri 08:30\u201312:00" in client.get("/settings/hours/").content.decode()


def test_a_revision_begins_from_what_stands_and_keeps_the_earlier_version(
    world: World, client: Client, counter: BusinessCalendar
) -> None:
    client.force_login(world.admin)
    page = client.get(f"/settings/hours/{counter.pk}/revision/").content.decode()
    assert "08:30-12:00, 13:00-17:00" in page and "Family Day" not in page
    assert client.post(f"/settings/hours/{counter.pk}/revision/", TYPED).url == f"/settings/hours/{counter.pk}/"
    assert [version.zone for version in counter.versions.all()] == ["America/Toronto", "Europe/Berlin"]
    page = client.get(f"/settings/hours/{counter.pk}/").content.decode()
    assert "Version 1" in page and "Version 2" in page and str(world.dana) in page


def test_the_page_of_a_calendar_shows_the_next_three_periods_at_its_place(
    world: World, client: Client, counter: BusinessCalendar
) -> None:
    client.force_login(world.ana)
    page = client.get(f"/settings/hours/{counter.pk}/")
    assert len(page.context["periods"]) == 3
    assert page.content.decode().count("17:00</time>") >= 1


def test_what_cannot_be_read_stays_as_typed_with_its_error_beside_it(
    world: World, client: Client, counter: BusinessCalendar
) -> None:
    client.force_login(world.admin)
    answer = client.post(f"/settings/hours/{counter.pk}/revision/", {**TYPED, "tue": "8 to late"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="8 to late"' in page and 'id="id_tue_error"' in page
    assert counter.versions.count() == 1


def test_a_name_is_given_once(world: World, client: Client, counter: BusinessCalendar) -> None:
    client.force_login(world.admin)
    answer = client.post("/settings/hours/new/", {**TYPED, "name": counter.name})
    assert answer.status_code == 422 and "There is a calendar of this name" in answer.content.decode()


def test_everybody_looks_and_only_an_administrator_changes(
    world: World, client: Client, counter: BusinessCalendar
) -> None:
    client.force_login(world.ana)
    for page in ("/settings/hours/", f"/settings/hours/{counter.pk}/"):
        shown = client.get(page)
        assert shown.status_code == 200 and "/revision/" not in shown.content.decode()
    for page in ("/settings/hours/new/", f"/settings/hours/{counter.pk}/revision/"):
        assert client.get(page).status_code == 403
        assert client.post(page, {**TYPED, "name": "Mine"}).status_code == 403
    assert counter.versions.count() == 1


def test_a_stranger_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/settings/hours/").url.startswith("/sign-in?next=")


def test_the_command_establishes_and_then_revises(world: World, tmp_path: Path) -> None:
    file = tmp_path / "hours.json"
    file.write_text(json.dumps(NORTHBELL))
    assert run("establish", "Toronto", "--calendar", file) == "Toronto, version 1"
    file.write_text(json.dumps(calendar("Europe/Paris")))
    assert run("establish", "Toronto", "--calendar", file) == "Toronto, version 2"
    assert BusinessCalendar.objects.get(name="Toronto").current.zone == "Europe/Paris"


def test_the_command_names_the_field_that_is_wrong_and_leaves_nothing(world: World, tmp_path: Path) -> None:
    file = tmp_path / "hours.json"
    file.write_text(json.dumps({"tz": "Mars", "hours": {}}))
    with pytest.raises(slots.CommandFailed, match=r"^tz: 'Mars' is not a known time zone"):
        run("establish", "Mars", "--calendar", file)
    assert not BusinessCalendar.objects.filter(name="Mars").exists()
