"""Two contacts that are one person are merged, and parted again with what was theirs."""

from __future__ import annotations

import pytest

from fiverings.customers.models import CannotMerge, Contact, State


@pytest.fixture
def twin(world):
    twin = Contact.introduce(account=world.maple, name="P. Raman", address="priya@home.example", by=world.ana)
    twin.reach_by_phone("+1 416 555 0142")
    twin.reach_by_phone("+1 416 555 0199")
    return twin


def addresses(contact):
    return [each.address for each in contact.addresses.all()]


def numbers(contact):
    return sorted(each.number for each in contact.numbers.all())


def test_addresses_and_numbers_go_to_the_one_who_stays(world, twin):
    twin.merge_into(world.priya, by=world.ana)
    assert addresses(world.priya) == ["priya@mapledental.example", "priya@home.example"]
    assert numbers(world.priya) == ["+14165550142", "+14165550199"]
    assert Contact.for_address("priya@home.example") == world.priya
    assert twin not in Contact.objects.present()
    assert twin.survivor == world.priya


def test_parting_gives_each_their_own_back_and_keeps_what_came_since(world, twin):
    merge = twin.merge_into(world.priya, by=world.ana)
    world.priya.reach_by_mail("priya@later.example")
    merge.undo(by=world.ana)
    twin.refresh_from_db()
    assert addresses(twin) == ["priya@home.example"]
    assert addresses(world.priya) == ["priya@mapledental.example", "priya@later.example"]
    assert numbers(twin) == ["+14165550142", "+14165550199"]
    assert twin in Contact.objects.present()


def test_those_merged_before_follow_and_come_back(world, twin):
    third = Contact.introduce(account=world.maple, name="Pri", address="pri@old.example", by=world.ana)
    third.merge_into(twin, by=world.ana)
    merge = twin.merge_into(world.priya, by=world.ana)
    third.refresh_from_db()
    assert third.survivor == world.priya
    merge.undo(by=world.ana)
    third.refresh_from_db()
    assert third.survivor == twin
    assert "pri@old.example" in addresses(twin)


def test_a_stranger_who_is_somebody_we_know_is_joined_to_their_account(world):
    stranger = Contact.for_address("priya@gym.example", "Priya")
    before = stranger.account
    merge = stranger.merge_into(world.priya, by=world.ana)
    before.refresh_from_db()
    assert (stranger.account, before.state) == (world.maple, State.JOINED)
    merge.undo(by=world.ana)
    stranger.refresh_from_db()
    before.refresh_from_db()
    assert (stranger.account, before.state) == (before, State.PROVISIONAL)


def test_nobody_is_merged_twice_nor_into_oneself(world, twin):
    twin.merge_into(world.priya, by=world.ana)
    with pytest.raises(CannotMerge):
        twin.merge_into(world.omar, by=world.ana)
    with pytest.raises(CannotMerge):
        world.omar.merge_into(twin, by=world.ana)
    with pytest.raises(CannotMerge):
        world.omar.merge_into(world.omar, by=world.ana)
