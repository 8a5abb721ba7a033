"""What a customer was told about cost, before there is any."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from fiverings.cases.forms import CostForm
from fiverings.cases.models import AlreadyClosed, Case
from fiverings.cases.tests.gate import AN_HOUR, called, owed
from fiverings.promises.models import NoCap, NoPromiseOfCost, Outcome
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def test_what_is_charged_has_a_most_that_it_can_come_to(case: Case, world: World) -> None:
    with pytest.raises(NoCap):
        case.tell_cost(billable="yes", basis="A visit.", by=world.ana)
    told = case.tell_cost(billable="yes", basis="A visit.", cap=Decimal(185), currency="CAD", by=world.ana)
    assert (case.cost(), told.told_to, told.told_by) == (told, world.priya, world.ana)


def test_what_nobody_knows_yet_is_promised_and_kept_when_we_tell(case: Case, world: World, settle: Settle) -> None:
    with pytest.raises(NoPromiseOfCost):
        case.tell_cost(billable="unknown", by=world.ana, at=world.now)
    told = case.tell_cost(billable="unknown", due_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    assert told.promise is not None and ("cost", True) in owed(case)
    known = case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=world.now + AN_HOUR / 2)
    settle()
    assert ("cost", True) not in owed(case) and case.cost() == known
    assert Outcome.objects.get(promise=told.promise).evidence.id == known.pk


def test_when_they_expect_a_call_says_nothing_of_when_we_know_the_cost(case: Case, world: World) -> None:
    case.hear_expectation(words="A call within the hour", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    told = case.tell_cost(billable="unknown", due_at=world.now + 3 * AN_HOUR, by=world.ana, at=world.now)
    assert told.promise is not None and told.promise.due_at == world.now + 3 * AN_HOUR


def test_nobody_is_told_about_the_cost_of_what_is_over(case: Case, world: World) -> None:
    case.dismiss(reason="A wrong number.", by=world.ana)
    with pytest.raises(AlreadyClosed):
        case.tell_cost(billable="no", by=world.ana)


@pytest.mark.parametrize(("typed", "kept"), [("cad", "CAD"), (" Eur", "EUR"), ("", "")])
def test_a_currency_may_be_typed_in_small_letters(case: Case, typed: str, kept: str) -> None:
    form = CostForm({"billable": "no", "currency": typed}, case=case)
    assert form.is_valid() and form.cleaned_data["currency"] == kept


def test_what_is_no_currency_is_refused_in_our_words(case: Case) -> None:
    form = CostForm({"billable": "no", "currency": "c4d"}, case=case)
    assert form.errors["currency"] == ["A currency has three letters, such as CAD."]
