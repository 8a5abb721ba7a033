"""Every case has one owner at all times, who changes only by a handoff or a takeover."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import CannotHandOff, CannotTakeOver, Case, NotOffered, Takeover
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.core.problems import Refused
from fiverings.customers.models import Account
from fiverings.people.models import Duty
from fiverings.people.models.leaving import StillOwnsCases
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def test_a_case_is_owned_by_the_advocate_of_its_account(case: Case, world: World) -> None:
    assert case.owner == world.ana
    assert list(Case.objects.owned_by(world.ana)) == [case]


def test_whoever_stands_in_for_an_absent_advocate_owns_what_comes_meanwhile(world: World) -> None:
    world.ana.be_away(world.now - timedelta(days=1), world.now + timedelta(days=6), substitute=world.ben, by=world.ana)
    case = Case.open_for(world.maple, need="The bell is silent.", by=None, at=world.now)
    assert case.owner == world.ben


def test_the_lead_on_duty_owns_what_nobody_else_can(world: World) -> None:
    stranger = Account.objects.create(name="Somebody new", state="provisional")
    case = Case.open_for(stranger, need="Do you sell telephones?", by=None)
    assert case.owner == Duty.lead() == world.dana


@pytest.mark.parametrize(
    "change",
    [
        lambda case, person: Case.objects.filter(pk=case.pk).update(owner=person),
        lambda case, person: Case.objects.bulk_update([_with_owner(case, person)], ["owner"]),
        lambda case, person: _with_owner(case, person).save(),
    ],
    ids=["update", "bulk_update", "save"],
)
def test_an_owner_is_never_just_changed(case: Case, world: World, change: Any) -> None:
    with pytest.raises(IntegrityError, match="accepted, or a takeover"), transaction.atomic():
        change(case, world.ben)


def _with_owner(case: Case, person: Any) -> Case:
    case.owner = person
    return case


def test_a_case_never_lacks_an_owner(case: Case, world: World) -> None:
    with pytest.raises(IntegrityError, match="works here"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=None)
    case.dismiss(reason="They dialled a wrong number.", by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=None)


def test_a_case_is_never_deleted(case: Case) -> None:
    for sql in ("DELETE FROM cases_case", "TRUNCATE cases_case CASCADE"):
        with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
            connection.check_constraints()
            cursor.execute(sql)


def test_a_takeover_of_another_day_does_not_let_the_owner_change_today(case: Case, world: World) -> None:
    old = Takeover(case=case, giver=world.ana, taker=world.ben, reason="Long ago", at=world.now, xact=1)
    old.save()
    with pytest.raises(IntegrityError, match="accepted, or a takeover"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=world.ben)


def test_a_lead_takes_a_case_over_and_says_why(case: Case, world: World) -> None:
    case.take_over(reason="Ana is at the dentist", by=world.dana)
    assert Case.objects.get().owner == world.dana
    told = [event.tell() for event in recall(Entry.objects.about(case).order_by("id"))]
    assert told[-1] == f"Dana took {case} over from Ana"


def test_the_customer_hears_who_took_their_case_over_and_not_why(case: Case, world: World) -> None:
    case.take_over(reason="Ana is at the dentist", by=world.dana)
    letter = Message.objects.filter(thread__journey=case.journey, direction="out").latest("id")
    assert (
        f"{world.dana.name} looks after {case.number} from now on; until today it was {world.ana.name}." in letter.text
    )
    assert "dentist" not in letter.text and letter.contact == case.contact


@pytest.mark.parametrize(("taker", "reason"), [("ben", "I like it"), ("dana", "  ")])
def test_a_takeover_needs_a_lead_and_a_reason(case: Case, world: World, taker: str, reason: str) -> None:
    with pytest.raises(CannotTakeOver):
        case.take_over(reason=reason, by=getattr(world, taker))
    assert Case.objects.get().owner == world.ana


def test_a_case_that_is_offered_still_belongs_to_the_giver(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Priya knows you from 2024.", by=world.ana)
    assert Case.objects.get().owner == world.ana
    handoff.accept(read_back="Calls go astray; I call Priya.", by=world.ben)
    assert Case.objects.get().owner == world.ben


def test_only_who_was_asked_accepts_and_only_once(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Please.", by=world.ana)
    with pytest.raises(NotOffered):
        handoff.accept(read_back="Calls go astray; I call Priya.", by=world.dana)
    handoff.decline(reason="I am away tomorrow.", by=world.ben)
    with pytest.raises(NotOffered):
        handoff.accept(read_back="Calls go astray; I call Priya.", by=world.ben)
    assert Case.objects.get().owner == world.ana


def test_only_the_owner_hands_off_and_only_to_one_at_a_time(case: Case, world: World) -> None:
    with pytest.raises(CannotHandOff, match="Ana"):
        case.hand_off(to=world.dana, note="Take it", by=world.ben)
    case.hand_off(to=world.ben, note="Take it", by=world.ana)
    with pytest.raises(CannotHandOff, match="already"):
        case.hand_off(to=world.dana, note="Or you", by=world.ana)


def test_a_takeover_makes_an_offer_moot(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Take it", by=world.ana)
    case.take_over(reason="Quicker", by=world.dana)
    with pytest.raises(NotOffered):
        handoff.accept(read_back="Calls go astray; I call Priya.", by=world.ben)


def test_a_person_who_owns_open_cases_cannot_leave(case: Case, world: World) -> None:
    with pytest.raises(StillOwnsCases):
        world.ana.deactivate(by=world.admin)
    case.dismiss(reason="They dialled a wrong number.", by=world.ana)
    world.ana.deactivate(by=world.admin)
    world.ana.refresh_from_db()
    assert not world.ana.is_active


def test_an_open_case_is_never_given_to_somebody_who_has_left(world: World) -> None:
    world.gus.deactivate(by=world.admin)
    with pytest.raises(Refused, match="has just left") as refused, transaction.atomic():
        Case.open_for(world.maple, need="Anything", owner=world.gus, by=None)
    assert isinstance(refused.value.__cause__, IntegrityError) and "works here" in str(refused.value.__cause__)


def test_a_case_follows_its_journey_and_is_offered_to_the_right_advocate(world: World, settle: Any) -> None:
    stranger = Account.objects.create(name="Somebody new", state="provisional")
    case = Case.open_for(stranger, need="Do you sell telephones?", by=None)
    case.journey.move(to=world.harbour, by=world.dana)
    settle()
    case.refresh_from_db()
    offer = case.offer()
    assert (case.account, case.owner) == (world.harbour, world.dana)
    assert offer and offer.receiver == world.ben


def test_an_answer_taken_back_takes_back_what_the_house_offered(world: World, settle: Any) -> None:
    stranger = Account.objects.create(name="Somebody new", state="provisional")
    case = Case.open_for(stranger, need="Do you sell telephones?", by=None)
    case.journey.move(to=world.harbour, by=world.dana)
    settle()
    offer = case.offer()
    case.journey.move(to=stranger, by=world.dana)
    settle()
    offer.refresh_from_db()
    assert (case.offer(), offer.outcome) == (None, "moot")
    with pytest.raises(NotOffered):
        offer.accept(read_back="Telephones are down; I call Priya.", by=world.ben)


def test_what_a_colleague_offered_stands_wherever_the_case_goes(world: World, settle: Any) -> None:
    stranger = Account.objects.create(name="Somebody new", state="provisional")
    case = Case.open_for(stranger, need="Do you sell telephones?", by=None)
    asked = case.hand_off(to=world.ana, note="You speak their language.", by=world.dana)
    case.journey.move(to=world.harbour, by=world.dana)
    settle()
    assert case.offer() == asked
