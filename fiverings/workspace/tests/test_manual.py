"""The manual: every task can be read beside the work, and what it names is there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fiverings.core.running.places import PROJECT
from fiverings.people.models import Person
from fiverings.workspace.models import ManualPage, guides, manual_page, tasks_found
from tests.world import World

GUIDE = re.compile(r"\{% block guide %\}([^{]+)\{% endblock %\}")


def page(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def leads_somewhere(address: str, *, on: ManualPage | None = None) -> bool:
    """Whether there is such a page, with such a heading."""
    name, _sign, anchor = address.partition("#")
    found = on if on and not name else manual_page(name.rstrip("/"))
    return found is not None and (not anchor or anchor in {each.anchor for each in found.sections})


def test_every_task_of_every_guide_stands_on_the_first_page(world: World) -> None:
    shown = page(world.gus).get("/help/").content.decode()
    tasks = [section for guide in guides() for section in guide.sections]
    assert len(tasks) > 50 and all(section.get_absolute_url() in shown for section in tasks)


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.code)
def test_a_guide_is_read_on_a_page_of_its_own(world: World, guide: ManualPage) -> None:
    shown = page(world.ana).get(guide.get_absolute_url()).content.decode()
    assert f"<h1>{guide.title}</h1>" in shown
    assert all(f'id="{section.anchor}"' in shown for section in guide.sections)


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.code)
def test_every_link_of_a_guide_leads_to_what_it_names(guide: ManualPage) -> None:
    ours = re.findall(r'href="(?:/help/|(?=#))([^"]*)"', guide.html)
    assert [each for each in ours if not leads_somewhere(each, on=guide)] == []


def test_every_page_that_names_its_guide_names_one_that_is_there() -> None:
    templates = (PROJECT / "fiverings").glob("*/templates/**/*.html")
    named = [found for each in templates for found in GUIDE.findall(each.read_text(encoding="utf-8"))]
    assert len(named) > 30 and [each for each in named if not leads_somewhere(each)] == []


def test_a_page_offers_the_guide_that_speaks_of_it(world: World) -> None:
    assert 'href="/help/guides/cases/#take-a-need-in"' in page(world.ana).get("/cases/new/").content.decode()
    assert 'href="/help/"' in page(world.ana).get("/").content.decode()


def test_a_task_is_found_by_its_name_before_those_that_only_speak_of_it(world: World) -> None:
    found = [each.title for each in tasks_found("merge")]
    assert found[0] == "Merge and part" and "Split" in found
    shown = page(world.ana).get("/help/", {"q": "merge"}).content.decode()
    assert shown.index("#merge-and-part") < shown.index("#split")


def test_the_search_of_the_house_finds_tasks_by_their_name_and_not_by_examples(world: World) -> None:
    def found(words: str) -> str:
        return page(world.ana).get("/search/", {"q": words}).content.decode()

    assert "/help/guides/cases/#merge-and-part" in found("merge") and "/help/guides/cases/#split" not in found("merge")
    assert "/help/guides/" not in found("Maple")


@pytest.mark.parametrize("name", ["guides/nothing", "../README", "guides/../../README", "pictures/home"])
def test_what_is_no_text_of_the_manual_is_not_there(world: World, name: str) -> None:
    assert manual_page(name) is None
    assert page(world.ana).get(f"/help/{name}/").status_code == 404


def test_pictures_of_the_manual_are_served_and_nothing_beside_them(world: World) -> None:
    assert page(world.ana).get("/help/pictures/home.png")["Content-Type"] == "image/png"
    assert page(world.ana).get("/help/pictures/..%2Fevents.md", follow=True).status_code == 404


def test_strangers_read_nothing_of_it() -> None:
    assert Client().get("/help/").status_code == 302
