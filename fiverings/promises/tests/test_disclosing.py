"""Nobody is charged for what they were not told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fiverings.core.models import Entry
from fiverings.promises.models import ChargeDisclosure, NoCap, NoPromiseOfCost

from .promising import journey_of, later, promise


def tell(world, **more):
    journey = journey_of(world)
    columns = {"billable": "no", "to": world.priya, "by": world.ana, "at": world.now}
    return ChargeDisclosure.tell(subject=journey, journey=journey, **(columns | more))


CHARGED = {"billable": "yes", "basis": "Outside the contract, 185.00 an hour", "estimate": "1 h"}


def test_a_customer_is_told_the_most_that_it_costs_and_says_that_they_know(world, settle):
    told = tell(world, **CHARGED, cap=Decimal("185.00"), currency="CAD")
    assert str(told) == "charged, at most 185.00 CAD"
    told.acknowledge(by=world.priya, at=later(world, 5))
    told.acknowledge(by=world.priya, at=later(world, 9))
    told.refresh_from_db()
    assert told.acknowledged_at == later(world, 5)
    lines = Entry.objects.about(journey_of(world)).order_by("id")
    assert [each.kind for each in lines] == ["promises.ChargeDisclosed", "promises.ChargeAcknowledged"]
    settle()


@pytest.mark.parametrize("missing", [{"cap": None, "currency": "CAD"}, {"cap": Decimal(1), "currency": ""}])
def test_what_is_charged_has_a_most_that_it_can_come_to(world, missing):
    with pytest.raises(NoCap):
        tell(world, **CHARGED, **missing)


def test_what_nobody_knows_yet_is_promised(world):
    with pytest.raises(NoPromiseOfCost):
        tell(world, billable="unknown")
    told = promise(world, 60, kind="cost")
    assert tell(world, billable="unknown", promise=told).promise == told


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"billable": "unknown"}, "an_unknown_cost_is_promised"),
        ({"billable": "yes", "currency": "CAD"}, "a_charge_has_a_cap"),
        ({"billable": "yes", "cap": 1, "currency": "dollars"}, "a_charge_has_a_cap"),
        ({"billable": "yes", "cap": -1, "currency": "CAD"}, "a_charge_has_a_cap"),
        ({"billable": "perhaps"}, "yes_no_or_unknown"),
    ],
)
def test_the_database_refuses_a_charge_without_an_end(world, columns, rule):
    told = tell(world)
    kept = {each: getattr(told, each) for each in ("subject_label", "subject_id", "journey", "told_to", "told_at")}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ChargeDisclosure(**kept, told_how="spoken", **columns).save()
