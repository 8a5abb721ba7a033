"""Before I go: what is due before I am back has one act each, and what nobody accepts is somebody's by the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, Cover
from fiverings.cases.tests.away import MINUTE, READ_BACK, go_on, now, opened
from fiverings.people.models import Key, Person
from tests.world import ZONE, World

EVENING = datetime(2026, 4, 30, 16, 45, tzinfo=ZoneInfo(ZONE))
MORNING = datetime(2026, 5, 1, 8, 30, tzinfo=ZoneInfo(ZONE))
PAGE = "/before-i-go/"


@pytest.fixture(autouse=True)
def thursday_evening(world: World) -> Iterator[None]:
    world.care.revise(calendar=world.calendar, by=world.admin)
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def case(world: World) -> Case:
    """A case of Ana's, something about which is due in the night."""
    case = opened(world, at=EVENING)
    case.promise_spoken(kind="next_update", due_at=EVENING + timedelta(hours=3), by=world.ana, at=EVENING)
    assert now(case).next_due_at < MORNING
    return now(case)


def test_the_page_shows_what_is_due_before_i_am_back_and_asks_who_stays(world: World, case: Case, ana: Client) -> None:
    page = ana.get(PAGE).content.decode()
    assert case.number in page and "before you are back" in page and "Who goes on" in page
    ana.post(f"{PAGE}offers/", {"case": case.number, "to": world.ben.pk})
    offer = case.offer()
    assert offer.receiver == world.ben and "Ana goes home" in offer.note
    assert "Ben is asked" in ana.get(PAGE).content.decode()
    offer.accept(read_back=READ_BACK, by=world.ben)
    assert case.number not in ana.get(PAGE).content.decode()


def test_what_is_due_later_is_shown_when_i_say_that_i_am_back_later(world: World, ana: Client) -> None:
    case = opened(world, at=EVENING)
    assert "Nothing is due before you are back" in ana.get(PAGE).content.decode()
    assert case.number in ana.get(PAGE, {"back_at": "2026-05-11T08:30"}).content.decode()


def test_who_goes_is_offline_and_what_they_leave_is_offered_and_then_the_leads(
    world: World, case: Case, ana: Client
) -> None:
    assert ana.post(PAGE, {"back_at": "2026-04-30T16:00"}).status_code == 422
    assert not world.ana.is_away(EVENING)
    assert ana.post(PAGE, {"back_at": "2026-05-01T08:30"}).url == "/"
    world.ana.refresh_from_db()
    assert world.ana.presence == "offline" and world.ana.absence_at(EVENING).until == MORNING
    go_on(at=EVENING)
    assert case.offer().receiver == world.ben
    go_on(at=EVENING + 15 * MINUTE)
    assert now(case).owner == world.dana


def test_who_looked_after_it_offers_it_back_from_their_home(world: World, case: Case, ana: Client) -> None:
    ana.post(PAGE, {"back_at": "2026-05-01T08:30"})
    go_on(at=EVENING)
    case.offer().accept(read_back=READ_BACK, by=world.ben)
    with time_machine.travel(MORNING, tick=False):
        ana.force_login(world.ben)
        assert "Ana is back" not in ana.get("/").content.decode()
        go_on(at=MORNING)
        assert "Ana is back. You looked after one case" in ana.get("/").content.decode()
        ana.post(f"/covers/{Cover.objects.get().pk}/return/")
        assert case.offer().receiver == world.ana
        assert "Ana is back" not in ana.get("/").content.decode()


def test_a_program_plans_an_absence_goes_home_and_offers_back(world: World, case: Case) -> None:
    def post(person: Person, address: str, **given: Any) -> Any:
        _key, token = Key.make(person=person, name="Mine", scopes=["people:write", "cases:write"], by=person)
        headers = {"authorization": f"Bearer {token}"}
        return Client(headers=headers).post(f"/api{address}", json.dumps(given), content_type="application/json")

    week = {"since": "2026-06-01T12:00:00Z", "until": "2026-06-08T12:00:00Z", "substitute": world.dana.pk}
    planned = post(world.ana, "/me/absences", **week).json()
    assert planned["substitute"] == world.dana.pk and planned["covered_from"] < planned["since"]
    assert post(world.ben, f"/absences/{planned['id']}/end").status_code == 409
    assert post(world.dana, f"/absences/{planned['id']}/end").json()["until"] == planned["since"]
    assert post(world.ana, "/me/going-home", back_at=MORNING.isoformat()).status_code == 201
    go_on(at=EVENING)
    case.offer().accept(read_back=READ_BACK, by=world.ben)
    cover = Cover.objects.get()
    assert post(world.ben, f"/covers/{cover.pk}/return").status_code == 409
    with time_machine.travel(MORNING + timedelta(minutes=1), tick=False):
        go_on(at=MORNING)
        [offered] = post(world.ben, f"/covers/{cover.pk}/return").json()["handoffs"]
        assert offered["receiver"]["id"] == world.ana.pk
