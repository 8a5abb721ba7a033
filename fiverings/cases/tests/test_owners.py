"""An open case is owned by an advocate who works here; the database and the audit see to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.cases.models import (
    Case,
    NobodyToOwn,
    Takeover,
)
from fiverings.core.auditing import ask_rules
from fiverings.core.references import refer
from fiverings.customers.models import Account
from fiverings.people.models import Person
from fiverings.people.models.leaving import StillOwnsCases
from fiverings.promises.models import Outstanding
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def _with_owner(case: Case, person: Any) -> Case:
    case.owner = person
    return case


def test_any_advocate_owns_it_when_the_lead_on_duty_is_none(world: World) -> None:
    world.dana.change_roles(["lead"], by=world.admin)
    stranger = Account.objects.create(name="Somebody new", state="provisional")
    assert Case.open_for(stranger, need="Do you sell telephones?", by=None).owner == world.ana


def test_a_house_without_advocates_says_so(world: World) -> None:
    Person.objects.update(roles=["lead"])
    with pytest.raises(NobodyToOwn, match="give somebody the role of customer advocate"):
        Case.open_for(world.maple, need="Anything", by=None)


@pytest.mark.parametrize("owner", ["chidi", "kai", "ines", "admin"])
@pytest.mark.parametrize("way", ["orm", "bulk", "sql"])
def test_only_an_advocate_owns_an_open_case(case: Case, world: World, owner: str, way: str) -> None:
    person = getattr(world, owner)
    Takeover(case=case, giver=world.ana, taker=person, reason="Forged", at=world.now).save()
    with pytest.raises(IntegrityError, match="advocate who works here"), transaction.atomic():
        if way == "orm":
            _with_owner(case, person).save()
        elif way == "bulk":
            Case.objects.filter(pk=case.pk).update(owner=person)
        else:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE cases_case SET owner_id = %s WHERE id = %s", [person.pk, case.pk])


def test_what_is_internal_may_meanwhile_be_a_specialists(world: World) -> None:
    case = Case.open_for(world.maple, need="Order a spare card.", kind="internal", owner=world.chidi, by=world.ana)
    assert case.owner == world.chidi
    with pytest.raises(IntegrityError, match="advocate who works here"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(kind="question")


def test_who_owns_open_cases_does_not_stop_being_an_advocate(case: Case, world: World) -> None:
    with pytest.raises(StillOwnsCases, match="hand each of them off first"):
        world.ana.change_roles(["lead"], by=world.admin)
    world.ana.refresh_from_db()
    assert world.ana.roles == ["advocate"]
    case.take_over(reason="Ana changes to the leads.", by=world.dana)
    world.ana.change_roles(["lead"], by=world.admin)


@pytest.mark.parametrize("way", ["orm", "bulk", "sql"])
def test_nobody_loses_the_role_behind_the_back_of_their_cases(case: Case, world: World, way: str) -> None:
    with pytest.raises(IntegrityError, match="owns open cases"), transaction.atomic():
        if way == "orm":
            world.ana.roles = []
            world.ana.save()
        elif way == "bulk":
            Person.objects.filter(pk=world.ana.pk).update(is_active=False)
        else:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE people_person SET roles = '{lead}' WHERE id = %s", [world.ana.pk])
        connection.check_constraints()


def test_the_audit_finds_an_owner_who_may_not_own(case: Case, world: World) -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_person DISABLE TRIGGER USER")
        cursor.execute("UPDATE people_person SET roles = '{lead}' WHERE id = %s", [world.ana.pk])
        connection.check_constraints()
        cursor.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
    assert [str(found.record) for verdict in ask_rules("I-01") for found in verdict.first] == [str(refer(case))]


def test_the_audit_finds_an_owner_whom_nobody_handed_it_to(case: Case, world: World) -> None:
    case.take_over(reason="Quicker", by=world.dana)
    assert all(verdict.is_kept for verdict in ask_rules("I-02"))
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        cursor.execute("UPDATE cases_case SET owner_id = %s WHERE id = %s", [world.ben.pk, case.pk])
        connection.check_constraints()
        cursor.execute("ALTER TABLE cases_case ENABLE TRIGGER USER")
    assert [str(found.record) for verdict in ask_rules("I-02") for found in verdict.first] == [str(refer(case))]


def test_who_leaves_hands_everything_off_and_nothing_is_ever_without_an_owner(case: Case, world: World) -> None:
    """J10: each case is offered, accepted and read back, or taken over; only then the access ends."""
    second = Case.open_for(world.orion, need="Branch 14 loses calls.", contact=world.omar, by=world.ana)
    client = Client()
    client.force_login(world.admin)
    client.post(f"/people/{world.ana.pk}/departure/")
    world.ana.refresh_from_db()
    assert world.ana.is_active, "who owns open cases stays"
    dana = Client()
    dana.force_login(world.dana)
    page = dana.get(f"/people/{world.ana.pk}/").content.decode()
    assert case.number in page and second.number in page
    offer = case.hand_off(to=world.ben, note="Since Monday.", by=world.ana)
    second.take_over(reason="Ana leaves today.", by=world.dana)
    with pytest.raises(StillOwnsCases):
        world.ana.deactivate(by=world.admin)
    offer.accept(read_back="Calls go astray; I call Priya.", by=world.ben)
    client.post(f"/people/{world.ana.pk}/departure/")
    world.ana.refresh_from_db()
    assert not world.ana.is_active
    assert not Outstanding.objects.owed_by(world.ana).exists(), "what was promised passed on with each case"
    assert {each.owner for each in Case.objects.open()} == {world.ben, world.dana}
