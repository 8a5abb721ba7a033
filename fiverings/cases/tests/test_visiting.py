"""A promised visit names who comes: they see the case, hear what becomes of it, and keep it by arriving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fiverings.cases.models import Case, Visit
from fiverings.cases.models.arriving import NotThen
from fiverings.cases.models.sending import CannotCome
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.core import clock
from fiverings.core.journal import history
from fiverings.customers.models import Account
from fiverings.notices.models import Notice
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def sent(case: Case, world: World, settle: Settle, **more: Any) -> Promise:
    """A visit of Eli's, told by telephone, with all that follows."""
    visit = promised(case, world, "visit", **({"comes": world.eli} | more))
    settle()
    return visit


def told(person: Person, kind: str) -> int:
    """How often somebody was told that this happened."""
    return Notice.objects.filter(person=person, entry__kind=f"cases.{kind}").count()


def test_the_sentence_names_who_comes_and_the_owner_still_owes_it(case: Case, world: World, settle: Settle) -> None:
    visit = sent(case, world, settle)
    assert visit.sentence.startswith("Eli Novak from Northbell will come to you by")
    assert (visit.owed_by, visit.comes) == (world.ana, world.eli)


def test_whoever_promises_a_visit_comes_unless_they_name_somebody(case: Case, world: World, settle: Settle) -> None:
    own, leads = sent(case, world, settle, comes=None), sent(case, world, settle, comes=None, by=world.dana)
    assert own.comes is None and own.sentence.startswith("Ana Costa from")
    assert leads.comes == Visit.objects.get().person == world.dana


def test_who_comes_sees_the_case_until_a_week_after_they_were_there(case: Case, world: World, settle: Settle) -> None:
    seen = Case.objects.visible_to(world.eli)
    assert not seen.exists()
    sent(case, world, settle)
    assert seen.get() == case and case.is_worked_on_by(world.eli) and told(world.eli, "VisitEntrusted") == 1
    case.arrive(site=world.maple.sites.get(), by=world.eli, at=world.now + AN_HOUR / 4)
    settle()
    visit = Visit.objects.get()
    later = world.now + timedelta(days=6), world.now + timedelta(days=8)
    assert visit.ended_at == world.now + AN_HOUR / 4 and visit.promise.outcome.kind == "kept"
    assert [Case.objects.visible_to(world.eli, each).exists() for each in later] == [True, False]


def test_another_time_is_told_to_who_comes_and_a_visit_nobody_needs_too(
    case: Case, world: World, settle: Settle
) -> None:
    visit = sent(case, world, settle)
    due_at, at = world.now + 2 * AN_HOUR, world.now
    moved = case.renegotiate(visit, due_at=due_at, consent="Later is fine.", by=world.ana, at=at)
    settle()
    assert moved.comes == world.eli and "Eli Novak" in moved.sentence
    assert told(world.eli, "VisitMoved") == 1 and Visit.objects.standing().get().promise == moved
    case.release(moved, words="It works again.", by=world.ana, at=at)
    settle()
    assert told(world.eli, "VisitCalledOff") == 1 and not Visit.objects.standing().exists()
    assert Account.objects.visible_to(world.eli, world.now + timedelta(days=1)).exists()
    assert not Account.objects.visible_to(world.eli, world.now + timedelta(days=8)).exists()


def test_with_their_consent_somebody_else_comes_and_who_was_to_come_hears_it(
    case: Case, world: World, settle: Settle
) -> None:
    visit = sent(case, world, settle)
    given: dict[str, Any] = {"due_at": visit.due_at, "consent": "Ben is fine.", "by": world.ana, "at": world.now}
    other = case.renegotiate(visit, comes=world.ben, **given)
    settle()
    assert "Ben Achebe" in other.sentence and Visit.objects.standing().get().person == world.ben
    assert told(world.eli, "VisitCalledOff") == 1 and told(world.ben, "VisitEntrusted") == 1


@pytest.mark.parametrize("how", ["leaves", "is away"])
def test_when_who_comes_leaves_or_is_away_then_the_owner_has_it_back_and_hears_it(
    case: Case, world: World, settle: Settle, how: str
) -> None:
    visit, at = sent(case, world, settle), world.now + AN_HOUR / 4
    assert Visit.objects.given_up(at).fall_back_all(at=at) == 0
    if how == "leaves":
        Person.objects.filter(pk=world.eli.pk).update(is_active=False)
    else:
        world.eli.be_away(visit.due_at - AN_HOUR / 10, visit.due_at + 9 * AN_HOUR, by=world.eli, at=world.now)
    assert Visit.objects.given_up(at).fall_back_all(at=at) == 1 and Visit.objects.given_up(at).count() == 0
    settle()
    assert told(world.ana, "VisitFellBack") == 1 and Outstanding.objects.get(promise=visit).person == world.ana
    again = case.renegotiate(
        visit, due_at=visit.due_at + AN_HOUR / 60, consent="You come then.", by=world.ana, at=world.now
    )
    assert again.comes is None and "Ana Costa" in again.sentence


def test_nobody_is_sent_who_does_not_go_to_customers_or_is_away_or_for_anything_but_a_visit(
    case: Case, world: World
) -> None:
    due_at = world.now + AN_HOUR / 2
    world.eli.be_away(due_at - AN_HOUR / 10, due_at + AN_HOUR, by=world.eli, at=world.now)
    for kind, comes in (("visit", world.gus), ("visit", world.eli), ("call_back", world.chidi)):
        with pytest.raises(CannotCome):
            promised(case, world, kind, comes=comes)
    assert not Promise.objects.filter(kind="visit").exists()


def test_a_broken_visit_is_owed_again_by_who_was_to_come(case: Case, world: World, settle: Settle) -> None:
    visit, at = sent(case, world, settle), world.now + AN_HOUR
    Outstanding.objects.filter(promise=visit).break_all(at=at)
    settle()
    assert Visit.objects.standing().get().promise == visit
    again = promised(case, world, "visit", comes=visit.still_comes(at), due_at=at + AN_HOUR, at=at)
    settle()
    assert again.mends == visit and Visit.objects.standing().get().promise == again


def test_nobody_arrives_tomorrow_nor_before_it_was_promised(case: Case, world: World, settle: Settle) -> None:
    sent(case, world, settle)
    for at in (clock.now() + AN_HOUR, world.now - timedelta(seconds=1), case.opened_at - timedelta(days=1)):
        with pytest.raises(NotThen):
            case.arrive(place="At the door", by=world.eli, at=at)


def test_who_comes_by_what_was_brought_along_sees_it_too(case: Case, world: World, settle: Settle) -> None:
    with history("seeded"):
        promised(case, world, "visit", comes=world.eli)
    settle()
    assert Case.objects.visible_to(world.eli).get() == case
