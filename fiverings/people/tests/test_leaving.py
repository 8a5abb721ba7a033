"""Leaving, coming back, roles: nothing may be left without an owner or an administrator."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from fiverings.core.models import Entry
from fiverings.people.events import PersonDeactivated, PersonReturned, RolesChanged
from fiverings.people.models import Key, LastAdministrator, Person, StillOwnsCases
from tests.world import World

GUARD = """
CREATE FUNCTION pg_temp.keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'owns cases' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_with_open_cases_stays';
END $$;
CREATE CONSTRAINT TRIGGER a_guard AFTER UPDATE OF is_active ON people_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pg_temp.keep();
"""


def test_who_leaves_can_no_longer_come_in(world: World, client: Client) -> None:
    client.force_login(world.ben)
    _, token = Key.make(person=world.ben, name="A script", scopes=["people:read"], by=world.ben)
    world.ben.deactivate(by=world.admin)
    assert client.get("/me/").status_code == 302
    assert client.get("/api/me", headers={"authorization": f"Bearer {token}"}).status_code == 401
    assert not world.ben.may("people.own")
    assert world.ben.departures.filter(returned_at=None).exists()
    assert Entry.objects.filter(kind=PersonDeactivated.kind, subject_id=world.ben.pk, actor_id=world.admin.pk).exists()


def test_who_comes_back_has_the_roles_but_not_the_keys_of_before(world: World) -> None:
    key, _ = Key.make(person=world.ben, name="A script", scopes=[], by=world.ben)
    world.ben.deactivate(by=world.admin)
    world.ben.come_back(by=world.admin)
    key.refresh_from_db()
    assert world.ben.may("people.own") and world.ben.roles == ["advocate"]
    assert key.revoked_at is not None
    assert Entry.objects.filter(kind=PersonReturned.kind).count() == 1


def test_a_guard_of_an_upper_part_is_told_as_its_sentence(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUARD)
    with pytest.raises(StillOwnsCases, match="hand each of them off"):
        world.ben.deactivate(by=world.admin)
    assert Person.objects.get(pk=world.ben.pk).is_active and world.ben.is_active
    assert not Entry.objects.filter(kind=PersonDeactivated.kind).exists()


def test_an_administrator_must_remain(world: World) -> None:
    with pytest.raises(LastAdministrator):
        world.admin.deactivate(by=world.admin)
    with pytest.raises(LastAdministrator):
        world.admin.change_roles(["advocate"], by=world.admin)
    world.gus.change_roles(["knowledge", "admin"], by=world.admin)
    world.admin.change_roles(["advocate"], by=world.gus)
    assert world.gus.may("people.roles") and not Person.objects.get(pk=world.admin.pk).may("people.roles")


def test_a_change_of_roles_is_told_with_what_was_granted_and_withdrawn(world: World) -> None:
    world.ana.change_roles(["lead", "coach"], by=world.admin)
    line = Entry.objects.get(kind=RolesChanged.kind)
    assert line.payload["granted"] == ["coach", "lead"] and line.payload["withdrawn"] == ["advocate"]
    world.ana.change_roles(["coach", "lead"], by=world.admin)
    assert Entry.objects.filter(kind=RolesChanged.kind).count() == 1
