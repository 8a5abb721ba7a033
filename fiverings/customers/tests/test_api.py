"""Accounts and contacts for programs: a key needs the scope, and sees what its person sees."""

from __future__ import annotations

import pytest

from fiverings.customers.models import Account, Contact
from fiverings.people.models import Key


def bearer(person, *scopes):
    _key, token = Key.make(person=person, name="test", scopes=scopes, by=person)
    return {"authorization": f"Bearer {token}"}


PATHS = ["/api/accounts", "/api/accounts/{maple}", "/api/contacts", "/api/contacts/{priya}"]


def at(path, world):
    return path.format(maple=world.maple.pk, priya=world.priya.pk)


@pytest.mark.parametrize("path", PATHS)
def test_without_a_key_or_its_scope_nothing_is_told(world, client, path):
    assert client.get(at(path, world)).status_code == 401
    assert client.get(at(path, world), headers=bearer(world.ana, "cases:read")).status_code == 403


def test_a_key_sees_what_its_person_sees(world, client):
    key = bearer(world.ana, "customers:read")
    told = client.get("/api/accounts", headers=key).json()
    assert {each["name"] for each in told["accounts"]} >= {"Maple Dental", "Orion Bank", "Harbour Foods"}
    priya = client.get(at("/api/contacts/{priya}", world), headers=key).json()
    assert priya["addresses"] == ["priya@mapledental.example"]
    assert priya["numbers"] == ["+14165550142"]
    others = bearer(world.chidi, "customers:read")
    assert client.get("/api/accounts", headers=others).json()["accounts"] == []
    assert client.get(at("/api/accounts/{maple}", world), headers=others).status_code == 404
    assert client.get(at("/api/contacts/{priya}", world), headers=others).status_code == 404


def test_a_confidential_account_is_not_told_either(world, client):
    world.maple.make_confidential(reason="x", by=None)
    world.maple.accesses.all().delete()
    key = bearer(world.ana, "customers:read")
    assert "Maple Dental" not in client.get("/api/accounts", headers=key).content.decode()
    assert "Priya" not in client.get("/api/contacts", headers=key).content.decode()


def test_pages_follow_one_another_by_key(world, client):
    key, names, after = bearer(world.ana, "customers:read"), [], ""
    while after is not None:
        told = client.get("/api/accounts", {"limit": 1, "after": after}, headers=key).json()
        names += [each["name"] for each in told["accounts"]]
        after = told["next"]
    assert names == [each.name for each in Account.objects.visible_to(world.ana).order_by("id")]


def test_contacts_are_told_by_account_and_without_those_merged(world, client):
    twin = Contact.introduce(account=world.maple, name="Twin", address="twin@x.example", by=world.ana)
    twin.merge_into(world.priya, by=world.ana)
    told = client.get("/api/contacts", {"account": world.maple.pk}, headers=bearer(world.ana, "customers:read")).json()
    assert [each["name"] for each in told["contacts"]] == ["Priya Raman"]


def test_nothing_but_what_is_listed_is_told(world, client):
    told = client.get(at("/api/accounts/{maple}", world), headers=bearer(world.ana, "customers:read")).json()
    assert set(told) == {
        *("id", "name", "state", "zone", "language", "impact_weight", "since"),
        *("primary_advocate", "backup_advocate"),
    }
