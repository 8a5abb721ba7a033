"""Somebody unknown gets a provisional account, and one act says who it is; the act can be taken back."""

from __future__ import annotations

import pytest

from fiverings.core.models import Entry
from fiverings.customers.models import Account, AlreadyUndone, Contact, NotProvisional, State


@pytest.fixture
def stranger(world):
    return Contact.for_address("Sam@MapleDental.example", "Sam Wong")


def test_an_unknown_sender_gets_a_provisional_account(world, stranger):
    assert stranger.account.state == State.PROVISIONAL
    assert [each.address for each in stranger.addresses.all()] == ["sam@mapledental.example"]
    assert Entry.objects.about(stranger).get().kind == "customers.ContactAppeared"


def test_a_known_address_is_the_same_contact_however_it_is_written(world, stranger):
    assert Contact.for_address(" PRIYA@mapledental.example") == world.priya
    assert Contact.for_address("sam@mapledental.EXAMPLE") == stranger


def test_nobody_is_nameless(world):
    assert Contact.for_address("a@b.example").name == "a@b.example"


def test_a_stranger_is_joined_to_the_right_account_and_parted_from_it(world, stranger):
    before = stranger.account
    settlement = world.maple.adopt(stranger, by=world.ana)
    before.refresh_from_db()
    assert stranger.account == world.maple
    assert before.state == State.JOINED
    settlement.undo(by=world.ana)
    stranger.refresh_from_db()
    before.refresh_from_db()
    assert (stranger.account, before.state) == (before, State.PROVISIONAL)


def test_a_stranger_becomes_an_account_of_their_own_and_ceases_to_be(world, stranger):
    account = stranger.account
    settlement = account.settle(name="Wong Optics", advocate=world.ana, by=world.ana)
    account.refresh_from_db()
    assert (account.name, account.state, account.primary_advocate) == ("Wong Optics", State.KNOWN, world.ana)
    settlement.undo(by=world.dana)
    account.refresh_from_db()
    assert (account.name, account.state, account.primary_advocate) == ("Sam Wong", State.PROVISIONAL, None)


def test_it_is_said_once_who_somebody_is(world, stranger):
    elsewhere = Contact.objects.select_related("account").get(pk=stranger.pk)
    settlement = world.maple.adopt(stranger, by=world.ana)
    with pytest.raises(NotProvisional):
        world.orion.adopt(elsewhere, by=world.ben)
    settlement.undo(by=world.ana)
    with pytest.raises(AlreadyUndone):
        settlement.undo(by=world.ana)


def test_a_known_contact_is_not_adopted(world):
    with pytest.raises(NotProvisional):
        world.orion.adopt(world.priya, by=world.ana)


def test_colleagues_are_recognised_by_their_domain(world, stranger):
    assert list(Account.objects.likely_for("sam@mapledental.example")) == [world.maple]


def test_a_domain_that_is_everybodys_says_nothing(world):
    for name in ("a", "b", "c", "d"):
        account = Account.open(name=name, by=world.dana)
        Contact.introduce(account=account, name=name, address=f"{name}@post.example", by=world.dana)
    assert not Account.objects.likely_for("e@post.example").exists()


def test_every_act_is_told_in_a_sentence(world, stranger):
    world.maple.adopt(stranger, by=world.ana).undo(by=world.ben)
    kinds = list(Entry.objects.about(stranger).order_by("id").values_list("kind", flat=True))
    assert kinds == ["customers.ContactAppeared", "customers.ContactAdopted", "customers.SettlementUndone"]
