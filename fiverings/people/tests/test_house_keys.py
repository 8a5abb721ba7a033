"""Keys of the house: they belong to nobody, outlast whoever made them, and nobody signs in by them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.people.events import KeyMade
from fiverings.people.models import Duty, Key, KeyOfAnother, NotTheirSeat, Person, UnfitRoles
from tests.world import PASSWORD, World


def make(world: World, *roles: str) -> tuple[Key, str]:
    return Key.make_for_house(name="Nightly export", roles=roles or ["lead"], scopes=["people:read"], by=world.admin)


def asking(token: str) -> Client:
    return Client(headers={"authorization": f"Bearer {token}"})


def test_nobody_makes_a_key_that_acts_as_another_not_even_an_administrator(world: World, client: Client) -> None:
    with pytest.raises(KeyOfAnother):
        Key.make(person=world.ana, name="Mine", scopes=["cases:write"], by=world.admin)
    client.force_login(world.admin)
    forged = {"name": "Mine", "scopes": ["people:read"], "roles": ["lead"], "person": world.ana.pk}
    client.post("/settings/keys/", forged)
    assert not world.ana.keys.exists() and Key.objects.get().person.is_program


def test_the_journal_names_who_made_a_key_of_the_house_and_whose_rights_it_has(world: World) -> None:
    key, _ = make(world, "lead", "billing")
    (event,) = recall(Entry.objects.filter(kind=KeyMade.kind))
    told = "Admin made the key “Nightly export” for a program of the house, with the rights of: Team lead, Billing"
    assert (event.tell(), key.made_by) == (told, world.admin)


def test_a_key_of_the_house_outlasts_whoever_made_it_and_its_program_is_gone_with_it(world: World) -> None:
    key, token = make(world)
    assert asking(token).get("/api/me").json()["name"] == "Nightly export"
    Person.objects.filter(pk=world.ben.pk).update(roles=["admin"])
    world.admin.deactivate(by=world.ben)
    assert asking(token).get("/api/me").status_code == 200
    Key.objects.get(pk=key.pk).revoke(by=world.ben)
    assert asking(token).get("/api/me").status_code == 401
    assert not Person.objects.get(pk=key.person_id).is_active


@pytest.mark.parametrize("roles", [[], ["admin"], ["lead", "admin"], ["no-such-role"]])
def test_a_program_has_the_rights_of_some_roles_and_administers_nothing(world: World, roles: list[str]) -> None:
    with pytest.raises(UnfitRoles):
        Key.make_for_house(name="All of it", roles=roles, scopes=[], by=world.admin)


def test_nobody_signs_in_as_a_program(world: World, client: Client) -> None:
    program = make(world)[0].person
    assert not program.has_usable_password()
    with pytest.raises(IntegrityError, match="people_nobody_signs_in_as_a_program"), transaction.atomic():
        program.set_password(PASSWORD)
        program.save()
    client.force_login(program)
    assert client.get("/me/").status_code == 302 and client.get("/api/me").status_code == 401


def test_a_program_is_no_colleague(world: World, client: Client) -> None:
    program = make(world, "advocate", "lead")[0].person
    assert program not in Person.objects.with_role("advocate") and program not in Person.objects.active()
    with pytest.raises(NotTheirSeat):
        Duty.take(Duty.Seat.LEAD, person=program, by=world.admin)
    client.force_login(world.admin)
    assert program.email not in client.get("/people/").content.decode()
    assert client.get(f"/people/{program.pk}/").status_code == 404


def test_those_who_look_after_keys_hear_of_a_new_key_of_the_house(world: World) -> None:
    Person.objects.filter(pk=world.ben.pk).update(roles=["advocate", "admin"])
    make(world)
    (event,) = recall(Entry.objects.filter(kind=KeyMade.kind))
    assert set(event.told_to()) == {world.admin, world.ben}
