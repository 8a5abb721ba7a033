"""A guide hears of the services that it asks about: their alarms, and how much of them is contracted."""

from __future__ import annotations

import pytest

from fiverings.cases.models import Case, Kind
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import Guide
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.tests.machines import alarm
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    shipped = dict(shipped_guides())
    Guide.revise_all([shipped["phones"], shipped["internet"]], by=world.gus)
    return Case.begin(contact=world.priya, need="It is slow.", kind=Kind.INCIDENT, by=world.ana, at=world.now)


@pytest.fixture
def pri(world: World) -> Asset:
    found: Asset = world.maple.assets.get(name="PRI")
    return found


def test_an_alarm_is_heard_by_guides_about_what_it_carries(case: Case, world: World, pri: Asset) -> None:
    fibre = world.maple.assets.create(name="Fibre", model=pri.model, capacity=500)
    world.maple.connect(service="Internet access", primary=[fibre], unit="Mbit/s", by=world.ana)
    alarm(pri, by=world.ana, at=world.now)
    phones, internet = Guide.named("phones"), Guide.named("internet")
    assert case.first_finding(version=phones).forced and not case.first_finding(version=internet).forced
    session = case.ask_by(choice="internet:slow", by=world.ana, at=world.now)
    assert (session.contracted, session.unit) == (500, "Mbit/s") and not session.evidence.exists()
    session = case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    assert (session.contracted, session.unit) == (25, "calls at a time") and session.finding().forced


def test_an_alarm_is_heard_by_every_guide_where_no_service_is_called_as_any_of_them_has_it(
    case: Case, world: World, pri: Asset
) -> None:
    alarm(pri, by=world.ana, at=world.now)
    assert case.first_finding(version=Guide.named("internet")).forced
