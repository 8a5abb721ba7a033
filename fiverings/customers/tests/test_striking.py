"""What an account no longer has is struck out, can be restored, and is not struck while something hangs on it."""

from __future__ import annotations

import pytest

from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers import events
from fiverings.customers.models import AlreadyStruckOut, Estate, NameTaken, StillNeeded


def told(record, event):
    return recall([Entry.objects.about(record).filter(kind=event.kind).latest("id")])[0].tell()


def test_what_was_struck_out_stands_no_longer_and_is_told(world):
    fax = world.orion.install(name="Fax", by=world.ana)
    fax.strike_out(by=world.ben)
    assert fax not in world.orion.assets.standing()
    assert told(fax, events.StruckOut) == "Ben struck out Fax of Orion Bank"
    fax.restore(by=world.ana)
    assert fax in world.orion.assets.standing()
    assert told(fax, events.StrikeUndone) == "Ana restored Fax of Orion Bank"


def test_nothing_is_struck_out_or_restored_twice(world):
    fax = world.orion.install(name="Fax", by=world.ana)
    with pytest.raises(AlreadyStruckOut):
        fax.restore(by=world.ana)
    fax.strike_out(by=world.ana)
    with pytest.raises(AlreadyStruckOut):
        fax.strike_out(by=world.ana)


def test_equipment_that_carries_a_service_is_not_struck_out_before_the_service(world):
    calls, pri = world.maple.topologies.get(), world.maple.assets.get(name="PRI")
    with pytest.raises(StillNeeded, match="Calls hangs on PRI"):
        pri.strike_out(by=world.ana)
    calls.strike_out(by=world.ana)
    pri.strike_out(by=world.ana)
    assert pri.struck_at


def test_a_place_with_equipment_is_not_struck_out(world):
    with pytest.raises(StillNeeded):
        world.maple.sites.get().strike_out(by=world.ana)


def test_a_place_is_named_once_among_those_that_stand(world):
    branch = world.orion.add_site(name="Branch 14", by=world.ana)
    with pytest.raises(NameTaken, match="Branch 14 stands there already"):
        world.orion.add_site(name="Branch 14", by=world.ana)
    branch.strike_out(by=world.ana)
    world.orion.add_site(name="Branch 14", by=world.ana)
    with pytest.raises(NameTaken):
        branch.restore(by=world.ana)


def test_a_service_that_was_struck_out_stands_again_when_it_is_connected_again(world):
    calls = world.maple.topologies.get()
    calls.strike_out(by=world.ana)
    assert world.maple.connect(service="Calls", primary=[world.maple.assets.get(name="PRI")], by=world.ana) == calls
    assert world.maple.topologies.standing().get() == calls


def test_an_agreement_that_was_struck_out_covers_nothing(world):
    agreement = world.orion.agreements.get()
    agreement.strike_out(by=world.ana)
    assert not world.orion.agreements.in_force(agreement.begins_on)


def test_what_we_know_of_what_they_have_is_revised_and_told(world):
    pri = world.maple.assets.get(name="PRI")
    pri.revise(capacity=30, by=world.ana)
    assert world.maple.topologies.get().on_failover() == (2, 32, 6)
    assert told(pri, events.EstateRevised) == "Ana changed what we know about PRI of Maple Dental"


def test_an_agreement_covers_what_was_said_last_and_equipment_stays_with_what_stays(world):
    agreement = world.orion.agreements.get()
    covered = agreement.entitlements.get()
    covered.assets.add(pbx := world.orion.assets.get())
    agreement.revise(covers=[(covered.covers, world.calendar), ("Spare parts", None)], name="Care More", by=world.ana)
    first, second = agreement.entitlements.order_by("id")
    assert (first.calendar, list(first.assets.all()), second.covers) == (world.calendar, [pbx], "Spare parts")
    agreement.revise(covers=[("Spare parts", None)], by=world.ana)
    assert agreement.entitlements.get() == second


def test_the_estate_holds_what_stands_and_what_ends_first(world):
    old = world.orion.install(name="Voice mail", support_ends_on=world.now.date(), by=world.ana)
    gone = world.orion.install(name="Fax", support_ends_on=world.now.date(), by=world.ana)
    gone.strike_out(by=world.ana)
    estate = Estate(world.orion, on=world.now.date())
    assert [str(each) for each in estate.ending] == [str(old), "PBX"]
    assert gone not in estate.assets and [str(each) for each in estate.agreements] == ["Care Complete"]
