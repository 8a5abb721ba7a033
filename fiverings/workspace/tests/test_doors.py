"""The front room: home, search and settings show each person what they may see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.core import slots
from fiverings.people.models import Person
from tests.world import World


def page(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def test_home_shows_what_i_own(case: Case, world: World) -> None:
    assert case.number in page(world.ana).get("/").content.decode()
    assert case.number not in page(world.ben).get("/").content.decode()


def test_home_offers_a_new_case_only_to_whom_may_open_one(world: World) -> None:
    assert "/cases/new/" in page(world.ana).get("/").content.decode()
    assert "/cases/new/" not in page(world.gus).get("/").content.decode()


def test_a_stranger_is_led_to_sign_in() -> None:
    for address in ("/", "/search/?q=x", "/settings/"):
        answer = Client().get(address)
        assert answer.status_code == 302 and "sign-in" in answer["Location"]


@pytest.mark.parametrize("words", ["wrong pla", "number"])
def test_search_finds_a_case_by_its_number_and_by_their_words(case: Case, world: World, words: str) -> None:
    words = case.number.lower() if words == "number" else words
    assert "Calls ring at the wrong place." in page(world.ana).get("/search/", {"q": words}).content.decode()


def test_search_finds_nothing_that_one_may_not_see(case: Case, world: World) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    found = page(world.dana).get("/search/", {"q": "calls ring"}).content.decode()
    assert case.number not in found and "Maple" not in found


def test_search_finds_acts_by_name_for_whom_may_do_them(world: World) -> None:
    shown = page(world.ana).get("/search/", {"q": "new ca"}, headers={"hx-request": "true"}).content.decode()
    assert "/cases/new/" in shown and "<html" not in shown
    hidden = page(world.gus).get("/search/", {"q": "new ca"}, headers={"hx-request": "true"}).content.decode()
    assert "/cases/new/" not in hidden


def test_a_part_that_cannot_look_up_does_not_break_the_search(
    case: Case, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots.finding, "fillings", dict(slots.finding.fillings))

    @slots.finding(order=1, label="Broken things")
    def broken(person: Any, words: str) -> Any:
        raise RuntimeError("no index")

    shown = page(world.ana).get("/search/", {"q": "calls"}).content.decode()
    assert "Broken things" in shown and case.number in shown


def test_settings_list_what_one_may_set(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots.setting, "fillings", {})
    slots.setting("a", label="For those who reply", right="cases.reply")(lambda: "/somewhere/")
    assert "For those who reply" in page(world.ana).get("/settings/").content.decode()
    assert "For those who reply" not in page(world.gus).get("/settings/").content.decode()


def test_settings_stand_in_the_order_in_which_a_new_house_needs_them() -> None:
    labels = [str(filling.label) for filling in slots.setting.all()]
    assert labels[:5] == ["Mail", "People", "Teams", "Roles and rights", "Opening hours"]
    assert labels[-1] == "Keys of programs"
