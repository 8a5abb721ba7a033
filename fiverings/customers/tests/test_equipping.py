"""How a service hangs together, what remains when it fails, and what was agreed."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from fiverings.customers.models import Account, CannotEntrust
from tests.world import NOW


def test_the_failover_of_maple_dental_carries_two_calls_of_twenty_five(world):
    calls = world.maple.topologies.get()
    assert calls.capacity() == 25
    assert calls.remaining(failed=calls.primary()) == Fraction(2, 25)
    assert calls.on_failover() == (2, 25, 8)


def test_connecting_again_replaces_the_old_connections(world):
    pri, *lines = world.maple.assets.order_by("id")
    world.maple.connect(service="Calls", primary=lines, failover=[pri], by=world.ana)
    calls = world.maple.topologies.get()
    assert calls.primary() == lines
    assert calls.failover() == [pri]


def test_nothing_is_left_of_nothing(world):
    asset = world.orion.install(name="Fax", by=world.ana)
    fax = world.orion.connect(service="Fax", primary=[asset], by=world.ana)
    assert fax.remaining(failed=[]) == 0
    assert fax.on_failover() == (0, 0, 0)


def test_the_contract_of_orion_bank_ends_in_150_days(world):
    agreement = world.orion.agreements.get()
    assert agreement.ends_on - NOW.date() == timedelta(days=150)
    assert agreement.notice_by == agreement.ends_on - timedelta(days=90)
    assert agreement.entitlements.get().calendar is None


def test_an_agreement_is_in_force_from_its_first_day_to_its_last(world):
    agreement = world.orion.agreements.get()
    day = timedelta(days=1)
    for on, in_force in (
        (agreement.begins_on - day, False),
        (agreement.begins_on, True),
        (agreement.ends_on, True),
        (agreement.ends_on + day, False),
    ):
        assert world.orion.agreements.in_force(on).exists() is in_force


def test_an_agreement_does_not_end_before_it_begins(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        world.orion.agree(name="Odd", begins_on=NOW.date(), ends_on=NOW.date() - timedelta(days=1), by=world.ana)


def test_nobody_stands_in_for_oneself(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=world.orion.pk).update(primary_advocate=world.ana, backup_advocate=world.ana)
    with pytest.raises(CannotEntrust, match="Somebody else stands in"):
        world.orion.entrust(to=world.ana, backup=world.ana, by=world.dana)
