"""Other customers of the same carrier, or at the same address, with a problem at the same time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case, Kind
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import Guide, WorseNotRuledOut
from fiverings.diagnosis.models.guide_file import shipped_guides
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture(autouse=True)
def guides(world: World) -> None:
    shipped = dict(shipped_guides())
    Guide.revise_all([shipped["phones"], shipped["internet"]], by=world.gus)


@pytest.fixture
def case(world: World) -> Case:
    need = "Calls ring at the wrong place."
    return Case.begin(contact=world.priya, need=need, kind=Kind.INCIDENT, by=world.ana, at=world.now)


def page(client: Client, case: Case, more: str = "") -> str:
    return client.get(f"/cases/{case.number}/{more}").content.decode()


def same_carrier(world: World, **more: Any) -> Case:
    """Orion has a problem on a line of the same carrier as Maple's."""
    Asset.objects.filter(account=world.maple, name="PRI").update(carrier="Bell North")
    world.orion.install(name="Line", carrier="bell north ", by=world.ana)
    given = {"need": "No calls.", "kind": Kind.INCIDENT, "by": world.ana, "at": world.now} | more
    return Case.begin(contact=world.omar, **given)


def test_a_second_customer_of_the_carrier_within_two_hours_makes_it_at_least_2_and_offers_the_link(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    """R5."""
    session = case.ask_by(choice="phones:no_incoming", by=world.ana, at=world.now)
    other = same_carrier(world, at=world.now + timedelta(minutes=90))
    settle()
    for question, answer in (("neighbour_works", "yes"), ("shows_forward", "yes")):
        session.answer(question, answer, by=world.ana)
    assert "R5" in {each.code for each in session.finding().fired}
    with pytest.raises(WorseNotRuledOut):
        case.settle_severity(level=3, by=world.ana)
    shown = page(ana, case)
    assert other.number in shown and "same carrier" in shown and "Link them" in shown


@pytest.mark.parametrize("more", [{"kind": Kind.REQUEST}, {"hours": 3}])
def test_a_request_or_a_problem_of_long_ago_is_no_neighbour(case: Case, world: World, more: dict[str, Any]) -> None:
    hours = more.pop("hours", 0)
    same_carrier(world, **more, at=world.now - timedelta(hours=hours))
    assert case.first_finding().mildest == 3


def test_of_a_confidential_customer_nobody_learns_that_they_have_a_problem(case: Case, world: World) -> None:
    same_carrier(world)
    world.orion.make_confidential(reason="A sale.", by=world.ana)
    assert case.first_finding().mildest == 3


def test_another_customer_at_the_same_address_is_a_neighbour_too(case: Case, world: World) -> None:
    world.orion.add_site(name="Branch", address=" 200 king street west, Toronto", by=world.ana)
    Case.begin(contact=world.omar, need="No calls.", kind=Kind.INCIDENT, by=world.ana, at=world.now)
    assert [each.code for each in case.first_finding().fired] == ["R5b"]
