"""Letting somebody leave by page and by program: who may, what they read, and what they do not."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case, Farewell
from fiverings.core import clock
from fiverings.people.models import Key, Person
from tests.world import World


@pytest.fixture
def cases(world: World) -> list[Case]:
    needs = ("Line one hums.", "Line two hums.")
    return [Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, owner=world.ana) for need in needs]


def lead(client: Client, world: World, who: str = "dana") -> Client:
    client.force_login(getattr(world, who))
    return client


def token_of(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', html))


def let_leave(client: Client, world: World, **more: Any) -> Any:
    address = f"/people/{world.ana.pk}/farewell/"
    given = token_of(client.get(address).content.decode()) | {"successor": world.ben.pk} | more
    return client.post(address, given, follow=True)


def test_the_page_lists_what_somebody_holds_and_lets_them_leave_in_one_act(
    world: World, client: Client, cases: list[Case]
) -> None:
    lead(client, world)
    page = client.get(f"/people/{world.ana.pk}/farewell/").content.decode()
    assert all(case.number in page and case.need in page for case in cases)
    told = let_leave(client, world, **{f"to_{cases[1].number}": world.dana.pk}).content.decode()
    assert "Ana Costa is leaving" in told and "Ben Achebe is asked" in told and "Dana Lindqvist is asked" in told
    assert [case.offer().receiver for case in cases] == [world.ben, world.dana]
    assert "Is leaving" in client.get(f"/people/{world.ana.pk}/").content.decode()


def test_what_cannot_be_offered_is_said_on_the_form(world: World, client: Client, cases: list[Case]) -> None:
    lead(client, world)
    world.maple.make_confidential(reason="A lawsuit", by=world.admin)
    world.maple.open_to([world.ana, world.dana], by=None, at=clock.now())
    world.maple.accesses.filter(person=world.ben).delete()
    answer = let_leave(client, world)
    assert answer.status_code == 422 and "Ben may not see Maple Dental" in answer.content.decode()
    assert not Farewell.objects.exists()


def test_only_leads_and_administrators_let_others_leave(world: World, client: Client, cases: list[Case]) -> None:
    lead(client, world, "ben")
    assert client.get(f"/people/{world.ana.pk}/farewell/").status_code == 403
    assert "Let them leave" not in client.get(f"/people/{world.ana.pk}/").content.decode()


def test_a_lead_reads_nothing_of_a_customer_out_of_their_sight(world: World, client: Client, cases: list[Case]) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.admin)
    world.maple.accesses.all().delete()
    world.maple.open_to([world.ana, world.ben], by=None, at=clock.now())
    lead(client, world)
    before = client.get(f"/people/{world.ana.pk}/farewell/").content.decode()
    after = let_leave(client, world).content.decode()
    for page in (before, after):
        assert "2 cases belong to customers whom you may not see" in page
        assert "Maple" not in page and cases[0].number not in page and "hums" not in page
    assert [case.offer().receiver for case in cases] == [world.ben, world.ben]


def test_somebody_else_is_asked_and_they_stay_after_all(world: World, client: Client, cases: list[Case]) -> None:
    lead(client, world)
    page = let_leave(client, world).content.decode()
    farewell = Farewell.objects.get()
    sent = {"case": cases[0].number, "to": world.dana.pk}
    client.post(f"/farewells/{farewell.pk}/offers/", token_of(page) | sent)
    assert cases[0].offer().receiver == world.dana
    client.post(f"/farewells/{farewell.pk}/offers/", {"case": cases[0].number, "to": "nobody"})
    assert cases[0].offer().receiver == world.dana
    client.post(f"/farewells/{farewell.pk}/end/")
    farewell.refresh_from_db()
    assert farewell.ending == "stays" and cases[0].offer() is None


def test_who_has_left_has_no_page_to_be_let_go_by(world: World, client: Client) -> None:
    world.kai.deactivate(by=world.admin)
    lead(client, world)
    assert client.get(f"/people/{world.kai.pk}/farewell/").url == f"/people/{world.kai.pk}/"


def test_a_program_lets_somebody_leave_as_a_page_does(world: World, client: Client, cases: list[Case]) -> None:
    _key, token = Key.make(person=world.dana, name="Staff", scopes=["cases:read", "cases:write"], by=world.dana)
    bearing = Client(headers={"authorization": f"Bearer {token}"})

    def post(address: str, given: dict[str, Any]) -> Any:
        return bearing.post(f"/api{address}", json.dumps(given), content_type="application/json")

    given = {"successor": world.ben.pk, "receivers": {cases[1].number: world.dana.pk}}
    answer = post(f"/people/{world.ana.pk}/farewell", given)
    assert answer.status_code == 201 and answer.json()["successor"]["id"] == world.ben.pk
    number = answer.json()["id"]
    listed = bearing.get(f"/api/farewells/{number}/cases").json()["cases"]
    assert {each["number"] for each in listed} == {case.number for case in cases}
    assert post(f"/people/{world.ana.pk}/farewell", given).status_code == 409
    offered = post(f"/farewells/{number}/offers", {"number": cases[0].number, "to": world.dana.pk})
    assert offered.status_code == 201 and offered.json()["receiver"]["id"] == world.dana.pk
    for case in cases:
        case.offer().accept(read_back="Line hums; I ask the carrier.", by=world.dana)
    Farewell.objects.standing().further_all(at=clock.now() + timedelta(seconds=5))
    assert bearing.get(f"/api/farewells/{number}").json()["ending"] == "left"
    assert not Person.objects.get(pk=world.ana.pk).is_active
