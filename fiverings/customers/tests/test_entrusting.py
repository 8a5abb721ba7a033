"""Accounts are given another advocate: one, or all of a colleague's at once; they hear of it, and it can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiverings.customers.checks import accounts_whose_voice_has_left
from fiverings.customers.models import Account, CannotEntrust, Entrustment
from fiverings.people.models import Key, Person
from tests.world import World

WHY = "Ana goes to another team."


def voices(account: Account) -> tuple[Person | None, Person | None]:
    account.refresh_from_db()
    return account.primary_advocate, account.backup_advocate


def test_all_accounts_of_a_colleague_go_to_another_at_once(world: World) -> None:
    made = Account.entrust_all(world.ana, to=world.dana, reason=WHY, by=world.dana)
    assert len(made) == 3 and all(each.reason == WHY for each in made)
    assert voices(world.maple) == voices(world.orion) == (world.dana, world.ben)
    assert voices(world.harbour) == (world.ben, world.dana)


def test_where_nobody_is_named_who_stands_in_is_their_voice(world: World) -> None:
    Account.entrust_all(world.ana, to=None, reason=WHY, by=world.dana)
    assert voices(world.maple) == (world.ben, None)
    assert voices(world.harbour) == (world.ben, None)


def test_a_confidential_account_is_given_to_nobody_by_who_does_not_work_for_it(world: World) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    world.maple.accesses.filter(person=world.dana).delete()
    Account.entrust_all(world.ana, to=world.dana, reason=WHY, by=world.dana)
    assert voices(world.maple) == (world.ana, world.ben)


def test_it_is_taken_back_until_somebody_else_was_named(world: World) -> None:
    first = world.maple.entrust(to=world.dana, backup=world.ben, reason=WHY, by=world.dana)
    first.undo(by=world.dana)
    assert voices(world.maple) == (world.ana, world.ben)
    with pytest.raises(CannotEntrust):
        first.undo(by=world.dana)
    second = world.maple.entrust(to=world.dana, reason=WHY, by=world.dana)
    world.maple.entrust(to=world.ben, reason=WHY, by=world.dana)
    with pytest.raises(CannotEntrust, match="other advocates since"):
        second.undo(by=world.dana)


def test_what_is_taken_back_takes_its_sight_back_and_stays_so(world: World) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    given = world.maple.entrust(to=world.dana, backup=world.ben, reason=WHY, by=world.ana)
    assert sees(world.dana, world.maple)
    given.undo(by=world.ana)
    assert not sees(world.dana, world.maple) and sees(world.ana, world.maple) and sees(world.ben, world.maple)
    with pytest.raises(IntegrityError, match="never changed"):
        Entrustment.objects.filter(pk=given.pk).update(undone_at=None)


def sees(person: Person, account: Account) -> bool:
    return Account.objects.visible_to(person).filter(pk=account.pk).exists()


def test_an_account_is_locked_before_any_of_its_advocates(world: World) -> None:
    given: list[Entrustment] = []
    for act in (
        lambda: given.append(world.maple.entrust(to=world.dana, backup=world.ben, reason=WHY, by=world.dana)),
        lambda: given[0].undo(by=world.dana),
        lambda: Account.entrust_all(world.ana, to=world.dana, reason=WHY, by=world.dana),
    ):
        with CaptureQueriesContext(connection) as asked:
            act()
        locking = [each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]]
        assert 'FROM "customers_account"' in locking[0] and any('FROM "people_person"' in sql for sql in locking)


def test_only_an_advocate_who_works_here_is_a_voice(world: World) -> None:
    world.ben.deactivate(by=world.admin)
    for nobody in (world.chidi, world.ben):
        with pytest.raises(CannotEntrust):
            world.maple.entrust(to=nobody, reason=WHY, by=world.dana)


def test_who_stands_in_follows_an_advocate_who_has_left(world: World, settle: Callable[[], None]) -> None:
    assert found() == []
    world.ana.deactivate(by=world.admin)
    assert len(found()) == 3, "the audit finds them until somebody follows"
    settle()
    assert found() == [] and voices(world.maple) == (world.ben, None)


def found() -> list[Any]:
    return [account for account, _words in accounts_whose_voice_has_left()]


def page(name: str, *about: Any) -> str:
    return reverse(name, args=about)


def test_a_lead_gives_all_accounts_of_a_colleague_away_on_one_page(world: World, client: Client) -> None:
    client.force_login(world.dana)
    assert "Give them to a colleague" in client.get(page("person", world.ana.pk)).content.decode()
    shown = client.get(page("person-accounts", world.ana.pk)).content.decode()
    assert "Maple Dental" in shown and "stands in for Ben" in shown
    given = {"to": world.dana.pk, "reason": WHY}
    assert client.post(page("person-accounts", world.ana.pk), given).url == page("person", world.ana.pk)
    assert voices(world.orion) == (world.dana, world.ben)
    shown = client.get(page("account-advocates", world.orion.pk)).content.decode()
    assert "Dana instead of Ana" in shown and WHY in shown
    client.post(page("entrustment-undoing", Entrustment.objects.get(account=world.orion, reason=WHY).pk))
    assert voices(world.orion) == (world.ana, world.ben)


def test_only_a_lead_names_advocates_and_only_with_a_reason(world: World, client: Client) -> None:
    client.force_login(world.ana)
    for address in (page("account-advocates", world.maple.pk), page("person-accounts", world.ana.pk)):
        assert client.get(address).status_code == 403
    client.force_login(world.dana)
    assert client.post(page("account-advocates", world.maple.pk), {"to": world.dana.pk}).status_code == 422


def test_a_program_gives_an_account_another_advocate_and_takes_it_back(world: World) -> None:
    _key, token = Key.make(person=world.dana, name="Staff", scopes=["customers:write"], by=world.dana)
    bearing = Client(headers={"authorization": f"Bearer {token}"})

    def post(address: str, **given: Any) -> Any:
        return bearing.post(f"/api{address}", json.dumps(given), content_type="application/json")

    assert post(f"/accounts/{world.maple.pk}/advocates", to=world.dana.pk, reason="").status_code == 422
    made = post(f"/accounts/{world.maple.pk}/advocates", to=world.dana.pk, backup=world.ben.pk, reason=WHY)
    assert (made.status_code, made.json()["primary_before"]) == (201, world.ana.pk)
    assert post(f"/entrustments/{made.json()['id']}/undo").status_code == 201
    assert voices(world.maple) == (world.ana, world.ben)
    assert len(post(f"/people/{world.ana.pk}/accounts", reason=WHY).json()["entrustments"]) == 3
    assert post(f"/entrustments/{made.json()['id']}/undo").status_code == 409
