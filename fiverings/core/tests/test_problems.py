"""Whatever goes wrong for a program is told as a problem, in the same form everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from fiverings.core import clock
from fiverings.core.pace import seconds_to_wait
from fiverings.people.models import Key
from tests.world import World


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("get", "/api/", None, 404),
        ("get", "/api/nothing/of/the/kind", None, 404),
        ("post", "/api/nothing", "{}", 404),
        ("delete", "/api/people", None, 405),
        ("get", "/api/cases/%00", None, 400),
        ("get", "/api/accounts/1e9", None, 422),
        ("get", "/api/accounts/99999999999999999999999999", None, 404),
        ("get", "/api/people?limit=a", None, 422),
        ("post", "/api/cases/NB-1/notes", "{", 400),
        ("post", "/api/cases/NB-1/notes", "[]", 422),
        ("post", "/api/cases/NB-1/notes", '{"words": 7}', 422),
    ],
)
def test_a_program_hears_of_every_mistake_as_a_problem(
    world: World, client: Client, method: str, address: str, body: str | None, status: int
) -> None:
    client.force_login(world.ana)
    more = {"data": body, "content_type": "application/json"} if body else {}
    answer = getattr(client, method)(address, **more)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    assert answer.json()["status"] == status and answer.json()["detail"]


def test_a_wrong_method_is_told_with_those_that_are_right(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert client.delete("/api/people")["Allow"] == "GET"


def test_pages_keep_telling_people_in_pages(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert client.get("/nothing/of/the/kind")["Content-Type"].startswith("text/html")


@override_settings(API_REQUESTS_A_MINUTE=3)
def test_a_key_that_asks_too_often_is_told_when_to_come_again_and_no_other_key_waits(world: World) -> None:
    clients = []
    for name in ("Busy", "Quiet"):
        _key, token = Key.make(person=world.ana, name=name, scopes=["people:read"], by=world.ana)
        clients.append(Client(headers={"authorization": f"Bearer {token}"}))
    busy, quiet = clients
    answers = [busy.get("/api/me") for _ in range(7)]
    refused = answers[-1]
    assert answers[0].status_code == 200 and refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60 and refused["Content-Type"] == "application/problem+json"
    assert quiet.get("/api/me").status_code == 200


def test_a_minute_later_there_is_a_new_count() -> None:
    at = clock.now().replace(second=15, microsecond=0)
    assert [seconds_to_wait("somebody", at_most=2, at=at) for _ in range(3)] == [0, 0, 45]
    assert seconds_to_wait("somebody", at_most=2, at=at + timedelta(seconds=45)) == 0
    assert seconds_to_wait("somebody", at_most=0, at=at) == 0
