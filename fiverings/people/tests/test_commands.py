"""What an administrator does with the staff from a terminal."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

import pytest
from django.test import Client

from fiverings.core import slots
from fiverings.people.commands import people as command
from fiverings.people.models import Invitation, Key, Person, Role
from tests.world import World


def run(*words: str, json: bool = True) -> Any:
    """Run bin/fiverings people with these words."""
    parser = ArgumentParser()
    act = command(parser)
    asked = parser.parse_args(words)
    asked.json = json
    return act(asked)


def test_the_first_administrator_comes_in_by_a_link_that_is_printed_once(db: None, world: World) -> None:
    with pytest.raises(slots.CommandFailed, match="already"):
        run("first-administrator")
    Person.objects.filter(pk=world.admin.pk).update(roles=[])
    path = run("first-administrator")["link"].split("localhost:8055")[1]
    entered = {"name": "Noor", "email": "noor@northbell.example", "password": "seven-rivers-and-a-lamp", "zone": "UTC"}
    client = Client()
    client.get(path)
    assert not Person.objects.with_role(Role.ADMIN).exists(), "a GET never acts"
    assert client.post(path, entered).url == "/sign-in/2fa/"
    assert client.get("/me/").status_code == 200, "whoever came in is in"
    assert Person.objects.with_role(Role.ADMIN).get().email == "noor@northbell.example"
    assert client.post(path, entered).status_code == 422


def test_what_is_wrong_on_a_terminal_is_refused_in_one_line(world: World) -> None:
    with pytest.raises(slots.CommandFailed, match="notamail is not a mail address"):
        run("invite", "--role", "admin", "notamail", "X")
    Person.objects.filter(pk=world.admin.pk).update(roles=[])
    with pytest.raises(slots.CommandFailed, match="not a mail address"):
        run("first-administrator", "--email", "notamail")
    with pytest.raises(slots.CommandFailed, match=r"no role boss; there are advocate, lead"):
        run("invite", "--role", "boss", "noor@northbell.example", "Noor")
    with pytest.raises(slots.CommandFailed, match=r"no scope nope; there are .*people:read"):
        run("keys", "--make", "x", "--role", "advocate", "--scope", "nope")
    assert not Invitation.objects.exists() and not Key.objects.exists()


def test_the_list_of_keys_names_their_scopes_with_commas(world: World) -> None:
    Key.make(person=world.ana, name="Export", scopes=["people:read", "cases:read"], by=world.ana)
    assert run("keys", json=False).endswith("Export  ana@northbell.example  cases:read, people:read")


def test_keys_are_made_and_revoked_from_a_terminal(world: World, client: Client) -> None:
    made = run("keys", "--make", "Nightly export", "--role", "advocate", "--scope", "people:read")
    headers = {"authorization": f"Bearer {made['token']}"}
    assert client.get("/api/duty", headers=headers).json()["lead"]["known_as"] == "Dana"
    assert [(row["name"], row["acts_as"]) for row in run("keys")] == [("Nightly export", "advocate")]
    run("keys", "--revoke", str(made["number"]))
    assert client.get("/api/duty", headers=headers).status_code == 401
    assert run("keys") == [] and Key.objects.count() == 1
    with pytest.raises(slots.CommandFailed, match="rights of some roles"):
        run("keys", "--make", "x", "--role", "admin")
