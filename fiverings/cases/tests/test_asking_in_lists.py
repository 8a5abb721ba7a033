"""Lists of cases ask the database a fixed number of questions, however many cases they show."""

from __future__ import annotations

import pytest
from django.test import Client

from bench.loading import Loading
from fiverings.cases.models import LISTINGS
from tests.asking import opened, questions
from tests.world import NOW, World

ADDRESSES = ("/", *(f"/cases/?view={code}" for code in LISTINGS), "/accounts/", "/api/cases")


def signed_in(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


@pytest.fixture(scope="module")
def asked_about_few(lasting: None) -> dict[str, int]:
    """How many questions each list asks about forty cases; afterwards there are two hundred."""
    Loading(cases=40, messages=2, until=NOW).load()
    ana = signed_in(World.read())
    few = {address: len(questions(opened(ana, address))) for address in ADDRESSES}
    Loading(cases=160, messages=2, seed=6, until=NOW).load()
    return few


@pytest.mark.parametrize("address", ADDRESSES)
def test_lists_ask_the_same_number_of_questions_however_many_cases_they_show(
    asked_about_few: dict[str, int], world: World, address: str
) -> None:
    assert len(questions(opened(signed_in(world), address))) == asked_about_few[address]
