"""Mails of the same stranger that arrive at once make one contact, whatever the case of their address."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from fiverings.customers.models import Account, AddressTaken, Contact, ContactAddress
from tests.racing import alone, apart, leaving_nothing

SPELLINGS = ("Race@stranger.example", "race@stranger.example", "RACE@Stranger.Example", "race@STRANGER.example")


def test_mails_of_a_stranger_at_once_make_one_contact(db):
    with leaving_nothing():
        found = apart(*[lambda address=address: Contact.for_address(address, "Racer").pk for address in SPELLINGS])
        assert all(isinstance(each, int) for each in found), found
        assert len(set(found)) == 1
        assert alone(Account.objects.filter(name="Racer").count) == 1


def test_an_address_belongs_to_one_contact_whatever_its_case(world):
    with pytest.raises(AddressTaken, match="belongs to Priya"):
        world.omar.reach_by_mail("PRIYA@MapleDental.example", by=world.ana)
    for written in ("priya@mapledental.example", "Omar2@OrionBank.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContactAddress(contact=world.omar, address=written).save()


def test_nothing_is_left_of_a_race(db):
    with leaving_nothing():
        alone(lambda: Contact.for_address("gone@stranger.example", "Gone"))
    assert not Contact.objects.filter(name="Gone").exists()
    assert not Account.objects.filter(name="Gone").exists()


def test_whose_an_address_is_nobody_learns_who_may_not_see_them(world):
    world.maple.make_confidential(reason="A dispute.", by=world.ana)
    with pytest.raises(AddressTaken) as refused:
        world.omar.revise(address="priya@mapledental.example", by=world.dana)
    assert "Priya" not in str(refused.value) and "known already" in str(refused.value)
