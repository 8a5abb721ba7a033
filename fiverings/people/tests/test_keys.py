"""Keys: what a program may open, and when not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.people.events import KeyMade, KeyWithdrawn
from fiverings.people.models import Key, KeyRevoked, UnknownScope
from tests.world import PASSWORD, World

HOUR = timedelta(hours=1)


def ask(client: Client, token: str, path: str = "/api/people", scheme: str = "Bearer") -> Any:
    return client.get(path, headers={"authorization": f"{scheme} {token}"})


def test_a_key_opens_what_its_scope_names_as_its_person(world: World, client: Client) -> None:
    key, token = Key.make(person=world.ana, name="A script", scopes=["people:read"], by=world.ana)
    assert ask(client, token).status_code == 200
    assert ask(client, token, "/api/me").json()["email"] == "ana@northbell.example"
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_a_key_without_the_scope_gets_403_and_no_key_401(world: World, client: Client) -> None:
    _, token = Key.make(person=world.ana, name="A script", scopes=["cases:read"], by=world.ana)
    assert ask(client, token).status_code == 403
    assert ask(client, "fr_guessed").status_code == 401
    assert ask(client, token, scheme="Basic").status_code == 401
    assert client.get("/api/people").status_code == 401


def test_a_wrong_key_is_not_saved_by_the_session_beside_it(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert client.get("/api/me").status_code == 200
    assert ask(client, "fr_wrong", "/api/me").status_code == 401


def test_a_key_opens_no_page(world: World, client: Client) -> None:
    _, token = Key.make(person=world.ana, name="A script", scopes=["people:read"], by=world.ana)
    assert ask(client, token, "/me/").status_code == 302


def test_a_key_ends_when_it_is_revoked_or_runs_out(world: World, client: Client) -> None:
    now = clock.now()
    revoked, first = Key.make(person=world.ana, name="One", scopes=["people:read"], by=world.ana)
    _, second = Key.make(person=world.ana, name="Two", scopes=["people:read"], expires_at=now - HOUR, by=world.ana)
    revoked.revoke(by=world.admin)
    assert [ask(client, token).status_code for token in (first, second)] == [401, 401]
    with pytest.raises(KeyRevoked):
        revoked.revoke(by=world.admin)
    assert Entry.objects.filter(kind=KeyMade.kind).count() == 2
    assert Entry.objects.filter(kind=KeyWithdrawn.kind, actor_id=world.admin.pk).count() == 1


def test_only_the_hash_of_a_token_is_kept(world: World) -> None:
    key, token = Key.make(person=world.ana, name="A script", scopes=[], by=world.ana)
    row = Key.objects.filter(pk=key.pk).values().get()
    assert not [value for value in row.values() if isinstance(value, str) and token in value]
    assert key.hint == token[:7]


def test_a_scope_is_a_code(world: World) -> None:
    with pytest.raises(UnknownScope):
        Key.make(person=world.ana, name="A script", scopes=["all of it"], by=world.ana)


def test_a_page_of_another_site_cannot_act_through_a_session(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.ana)
    assert client.post("/api/people", data="{}", content_type="application/json").status_code == 403
    client.get("/me/")
    token = client.cookies["csrftoken"].value
    answer = client.post("/api/people", data="{}", content_type="application/json", headers={"x-csrftoken": token})
    assert answer.status_code == 405


def test_a_token_is_shown_once_on_the_answer_that_made_it(world: World, client: Client) -> None:
    client.force_login(world.ana)
    shown = client.post("/me/keys/", {"name": "A script", "scopes": ["people:read"]})
    token = shown.content.decode().split('value="fr_')[1].split('"')[0]
    assert ask(Client(), f"fr_{token}", "/api/me").status_code == 200
    assert token not in client.get("/me/").content.decode()
    assert PASSWORD not in shown.content.decode()


def test_nobody_revokes_the_key_of_another_without_the_right(world: World, client: Client) -> None:
    key, _ = Key.make(person=world.ana, name="A script", scopes=[], by=world.ana)
    client.force_login(world.ben)
    assert client.post(f"/me/keys/{key.pk}/revocation/").status_code == 404
    assert client.post(f"/settings/keys/{key.pk}/revocation/").status_code == 403
    client.force_login(world.admin)
    assert client.post(f"/settings/keys/{key.pk}/revocation/").status_code == 302
    key.refresh_from_db()
    assert key.revoked_at is not None
