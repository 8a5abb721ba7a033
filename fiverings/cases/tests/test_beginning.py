"""A new case begins with whose need it is, found by typing; then what they need."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case
from tests.world import World


def found(client: Client, words: str) -> list[str]:
    return [str(each) for each in client.get("/cases/new/", {"q": words}).context["contacts"]]


def test_nobody_is_listed_before_somebody_is_looked_for(world: World, ana: Client) -> None:
    text = ana.get("/cases/new/").content.decode()
    assert "Priya" not in text and "<select" not in text and 'name="q"' in text


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("priya", ["Priya Raman"]),
        ("omar@ori", ["Omar Haddad"]),
        ("+1 416 555 0142", ["Priya Raman"]),
        ("orion", ["Beatriz Lobo", "Lee Park", "Omar Haddad"]),
        ("nobody at all", []),
    ],
)
def test_they_are_found_by_name_address_number_or_account(
    world: World, ana: Client, words: str, names: list[str]
) -> None:
    assert found(ana, words) == names


def test_those_one_may_not_see_are_not_found_and_not_picked(world: World, ana: Client) -> None:
    world.orion.make_confidential(reason="A lawsuit", by=world.dana)
    world.orion.accesses.all().delete()
    assert found(ana, "omar") == []
    given = {"contact": world.omar.pk, "need": "A quote."}
    assert ana.post("/cases/new/", given).status_code == 200 and not Case.objects.exists()


def test_whoever_was_picked_stands_above_the_form_and_gets_the_case(world: World, ana: Client) -> None:
    text = ana.get("/cases/new/", {"contact": world.priya.pk}).content.decode()
    assert "Priya Raman" in text and "Maple Dental" in text
    ana.post("/cases/new/", {"contact": world.priya.pk, "need": "The lab phone shows the wrong name."})
    assert Case.objects.get().contact == world.priya


def test_what_was_typed_stays_when_something_is_missing(world: World, ana: Client) -> None:
    wrong = ana.post("/cases/new/", {"contact": world.priya.pk, "need": "", "words": "Hello Priya"})
    assert wrong.status_code == 422 and "Hello Priya" in wrong.content.decode()


def test_only_a_few_are_offered_however_many_there_are(world: World, ana: Client, monkeypatch) -> None:
    monkeypatch.setattr("fiverings.cases.views.cases.CANDIDATES_AT_MOST", 2)
    assert len(found(ana, "orion")) == 2


def test_the_list_alone_is_sent_while_somebody_types(world: World, ana: Client) -> None:
    text = ana.get("/cases/new/", {"q": "priya"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in text and f"?contact={world.priya.pk}" in text


@pytest.mark.parametrize("wanted", ["x", "999999", "²", "9" * 40])
def test_a_contact_that_is_not_there_is_looked_for_again(world: World, ana: Client, wanted: str) -> None:
    assert 'name="q"' in ana.get("/cases/new/", {"contact": wanted}).content.decode()
