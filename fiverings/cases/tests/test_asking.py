"""Pages about cases ask the database a fixed number of questions, however much there is to show."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from bench.loading import Loading
from fiverings.cases.models import Case
from fiverings.customers.models import Contact
from fiverings.people.models import Key
from fiverings.portal.middleware import COOKIE
from fiverings.portal.models import PortalSession
from tests.asking import opened, questions, repeated
from tests.world import World


@pytest.fixture
def ana(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


def test_the_case_page_asks_the_same_number_of_questions_however_long_its_story_is(world: World, ana: Client) -> None:
    short = Loading(cases=1, messages=4, until=world.now).load()
    long = Loading(cases=1, messages=40, until=world.now - timedelta(days=9)).load()
    assert short.account_id == long.account_id
    asked = questions(opened(ana, long.get_absolute_url()))
    assert len(asked) == len(questions(opened(ana, short.get_absolute_url())))
    assert len(asked) <= 35 and not repeated(asked, more_than=1)


@pytest.mark.parametrize(("part", "at_most"), [("head", 7), ("story", 17), ("right", 12)])
def test_what_is_refreshed_of_a_case_asks_for_no_more_than_it_shows(
    world: World, ana: Client, part: str, at_most: int
) -> None:
    address = Loading(cases=1, messages=4, until=world.now).load().get_absolute_url()
    refreshed = partial(ana.get, address, {"part": part}, headers={"hx-request": "true"})
    assert len(questions(refreshed)) <= at_most


def test_the_account_page_asks_the_same_number_of_questions_however_much_happened(world: World, ana: Client) -> None:
    first = Loading(cases=21, messages=2, until=world.now).load()
    few = questions(opened(ana, f"/accounts/{first.account_id}/"))
    Loading(cases=100, messages=2, seed=6, until=world.now).load()
    many = questions(opened(ana, f"/accounts/{first.account_id}/"))
    assert len(many) <= len(few)
    assert not repeated(many, more_than=2)


def test_the_portal_asks_the_same_number_of_questions_however_many_cases_a_contact_has(world: World) -> None:
    contact = Contact.objects.get(pk=Loading(cases=1, messages=2, until=world.now).load().contact_id)
    client = Client()
    client.cookies[COOKIE] = PortalSession.begin(contact)[1]
    few = len(questions(opened(client, "/portal/")))
    Loading(cases=100, messages=2, seed=6, until=world.now).load()
    assert Case.objects.of_contact(contact).count() > 3
    assert len(questions(opened(client, "/portal/"))) == few


def test_lists_for_programs_ask_the_same_number_of_questions_however_many_rows_they_give(world: World) -> None:
    scopes = ["cases:read", "customers:read"]
    _key, token = Key.make(person=world.ana, name="A program", scopes=scopes, by=world.ana)
    client = Client(headers={"authorization": f"Bearer {token}"})
    addresses = ("/api/cases", "/api/accounts", "/api/contacts")
    few = [len(questions(opened(client, address))) for address in addresses]
    Loading(cases=60, messages=2, until=world.now).load()
    assert [len(questions(opened(client, address))) for address in addresses] == few
