"""Somebody calls whom we do not know: two steps, and what was typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.customers.models import Account, Contact
from tests.world import World

CALLS = {"name": "Wanda Lee", "number": "+1 416 555 0199", "need": "My phone is dead."}


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("words", "place"), [("Wanda Lee", "name"), ("+1 416 555 0199", "number"), ("wanda@lee.example", "address")]
)
def test_what_was_looked_for_stands_in_its_place(ana: Client, words: str, place: str) -> None:
    looked = words_of(ana.get("/cases/new/", {"q": words}))
    assert "Nobody is found under" in looked and "/cases/new/somebody/?q=" in looked
    text = words_of(ana.get("/cases/new/somebody/", {"q": words}))
    assert f'name="{place}" value="{words}"' in text


def test_one_page_takes_in_who_they_are_and_what_they_need(world: World, ana: Client) -> None:
    answer = ana.post("/cases/new/somebody/", CALLS)
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case}/" and (case.need, case.owner) == (CALLS["need"], world.ana)
    assert (str(case.contact), case.account.state, case.account.name) == ("Wanda Lee", "provisional", "Wanda Lee")
    assert str(case.contact.numbers.get()) == "+1 416-555-0199" if case.contact else False
    assert "Wanda Lee" in words_of(ana.get("/who-is-this/"))


def test_they_belong_to_one_of_ours_when_its_name_is_given(world: World, ana: Client) -> None:
    ana.post("/cases/new/somebody/", CALLS | {"account": "maple dental"})
    case = Case.objects.get()
    assert (case.account, case.owner) == (world.maple, world.ana)
    assert Contact.objects.get(name="Wanda Lee").account == world.maple


def test_a_name_that_no_account_has_is_that_of_a_new_one(world: World, ana: Client) -> None:
    ana.post("/cases/new/somebody/", CALLS | {"account": "Lee Bakery"})
    account = Case.objects.get().account
    assert (account.name, account.state, account.primary_advocate) == ("Lee Bakery", "known", world.ana)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": ""}, "Give a number or a mail address"),
        ({"number": "0199"}, "Begin with + and the country."),
        ({"address": "priya@mapledental.example"}, "priya@mapledental.example"),
        ({"need": ""}, "This field is required."),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_leaves_nothing(
    world: World, ana: Client, given: dict[str, str], said: str
) -> None:
    before = Account.objects.count()
    answer = ana.post("/cases/new/somebody/", CALLS | given)
    text = words_of(answer)
    assert answer.status_code == 422 and said in text and 'value="Wanda Lee"' in text
    assert not Case.objects.exists() and Account.objects.count() == before


def test_who_may_not_open_accounts_does_not_take_in_somebody_new(world: World, client: Client) -> None:
    client.force_login(world.chidi)
    assert "/cases/new/somebody/" not in words_of(client.get("/cases/new/", {"q": "Wanda"}))
    assert client.get("/cases/new/somebody/").status_code == 403
