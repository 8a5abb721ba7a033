"""Who is sent to a customer finds the visit on their home, with its place, and says there that they have arrived."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from fiverings.cases.checks.arriving import visitors_who_are_not_sent
from fiverings.cases.models import Attendance, Case, Visit
from fiverings.cases.tests.gate import AN_HOUR, called, promised, typed
from fiverings.cases.tests.test_programs import Program
from fiverings.promises.models import Promise
from tests.world import World

Settle = Callable[..., None]
NOW = "2026-04-30T14:22:00Z"


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


@pytest.fixture
def eli(world: World) -> Client:
    client = Client()
    client.force_login(world.eli)
    return client


@time_machine.travel(NOW, tick=False)
def test_the_home_of_who_goes_names_customer_place_and_time_and_says_that_they_have_arrived(
    case: Case, world: World, eli: Client, settle: Settle
) -> None:
    assert eli.get(case.get_absolute_url()).status_code == 404
    visit = promised(case, world, "visit", comes=world.eli, what="Bring a line card")
    settle()
    home, arrival = eli.get("/").content.decode(), f"{case.get_absolute_url()}arrival/"
    assert "Go to Priya Raman" in home and "King Street, 200 King Street West, Toronto" in home
    assert "Bring a line card" in home and arrival in home and 'class="ribbon' in home
    assert (
        eli.get(case.get_absolute_url()).status_code == 200 and "We have arrived" in eli.get(arrival).content.decode()
    )
    eli.post(arrival, {"person": world.eli.pk, "site": world.maple.sites.get().pk, "visits": [visit.pk]})
    settle()
    assert visit.outcome.kind == "kept" and Attendance.objects.get().person == world.eli
    assert "Go to Priya Raman" not in eli.get("/").content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_broken_visit_stays_on_the_home_of_who_goes(case: Case, world: World, eli: Client, settle: Settle) -> None:
    visit = promised(case, world, "visit", comes=world.eli)
    visit.break_(at=visit.due_at + AN_HOUR)
    settle()
    home = eli.get("/").content.decode()
    assert "One promise is broken" in home and "Go to Priya Raman" in home


@time_machine.travel(NOW, tick=False)
def test_on_the_sheet_of_a_promise_one_names_who_comes_and_it_counts_for_a_visit_only(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    page = case.get_absolute_url()
    given = {"due_at": typed(world.now + AN_HOUR), "comes": world.eli.pk}
    wording = ana.get(f"{page}sentence/", given | {"kind": "visit"}).content.decode()
    assert "Eli Novak from Northbell will come to you by" in wording
    ana.post(f"{page}promises/", given | {"kind": "next_update"})
    assert not Promise.objects.exclude(comes=None).exists()
    ana.post(f"{page}promises/", given | {"kind": "visit"})
    settle()
    assert Visit.objects.get().person == world.eli and "Eli comes to Priya Raman" in ana.get(page).content.decode()


@time_machine.travel(NOW, tick=False)
def test_when_another_time_is_agreed_another_may_come(case: Case, world: World, ana: Client, settle: Settle) -> None:
    visit = promised(case, world, "visit", comes=world.eli)
    at = f"{case.get_absolute_url()}promises/{visit.pk}/renegotiation/"
    assert "Who comes?" in ana.get(at).content.decode()
    given = {"due_at": typed(world.now + AN_HOUR), "consent": "Ben is fine.", "how": "spoken", "comes": world.ben.pk}
    ana.post(at, given)
    settle()
    assert Visit.objects.standing().get().person == world.ben
    update = promised(case, world)
    at = f"{case.get_absolute_url()}promises/{update.pk}/renegotiation/"
    assert "Who comes?" not in ana.get(at).content.decode()


def test_programs_name_who_comes_who_lists_and_makes_their_visits(world: World, settle: Settle) -> None:
    with time_machine.travel(NOW, tick=False):
        case, ana, eli = called(world), Program(world.ana), Program(world.eli)
        due_at = (world.now + AN_HOUR).isoformat()
        where = f"/cases/{case.number}/promises"
        told = ana.post(where, kind="visit", due_at=due_at, comes=world.eli.pk)
        assert told.status_code == 201 and told.json()["comes"] == {"id": world.eli.pk, "name": "Eli Novak"}
        assert ana.post(where, kind="visit", due_at=due_at, comes=world.gus.pk).status_code == 409
        assert ana.post(where, kind="visit", due_at=due_at, comes=10**9).status_code == 404
        settle()
        [visit] = eli.get("/visits").json()["visits"]
        assert (visit["case"], visit["promise"]) == (case.number, told.json()["id"]) and "Eli Novak" in visit[
            "sentence"
        ]
        assert ana.get("/visits").json()["visits"] == []
        site = world.maple.sites.get().pk
        assert eli.post(f"/cases/{case.number}/attendances", site=site).status_code == 201
        settle()
        assert eli.get("/visits").json()["visits"] == []


def test_the_audit_finds_who_sees_a_customer_for_a_visit_and_is_not_sent(
    case: Case, world: World, settle: Settle
) -> None:
    promised(case, world, "visit", comes=world.eli)
    settle()
    assert not list(visitors_who_are_not_sent())
    Visit.objects.update(ended_at=world.now)
    [(access, words)] = visitors_who_are_not_sent()
    assert access.person == world.eli and "Eli" in words
