"""What cases show elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from fiverings.cases.models import Case
from fiverings.cases.panels.account import open_cases_of_account
from fiverings.cases.panels.frame import what_we_hold
from fiverings.cases.tests.standing import past_the_gate, resolved, written
from tests.world import World


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    return past_the_gate(written(world.priya, settle, at=world.now))


def test_an_account_shows_what_is_open_for_it(case: Case, world: World) -> None:
    request = RequestFactory().get("/")
    request.person = world.ana
    assert open_cases_of_account(request, world.maple).context["cases"] == [case]
    assert open_cases_of_account(request, world.orion).context["cases"] == []


def test_what_we_hold_about_a_contact_is_theirs_to_have(case: Case, world: World) -> None:
    resolved(case, world, solution="The carrier mended it.")
    held = {"number": case.number, "need": case.need, "solved_by": ["The carrier mended it."]}
    assert what_we_hold(world.priya) == {"cases": [held]}
    assert what_we_hold(world.omar) == {"cases": []}


def test_a_contact_shows_their_open_cases_and_where_a_new_one_begins(client: Client, world: World) -> None:
    case = Case.open_for(world.maple, need="It hums.", contact=world.priya, by=world.ana, at=world.now)
    client.force_login(world.ana)
    page = client.get(f"/contacts/{world.priya.pk}/").content.decode()
    assert case.number in page and f"/cases/new/?contact={world.priya.pk}" in page
