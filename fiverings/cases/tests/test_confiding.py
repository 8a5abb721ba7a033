"""Whoever owns a case may see its account, also when the account is confidential."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import (
    CannotHandOff,
    CannotTakeOver,
    Case,
    CollaborationRequest,
    Escalation,
    Handoff,
    NotOffered,
)
from fiverings.core import clock
from fiverings.customers.models import Account
from tests.world import World


@pytest.fixture
def confided(world: World) -> Account:
    """Maple Dental, hidden from all but its own advocates."""
    account: Account = world.maple
    account.make_confidential(reason="A dispute", by=world.ana)
    return account


def test_a_lead_who_gets_a_confidential_case_may_see_it(world: World, confided: Account) -> None:
    assert not Account.objects.visible_to(world.dana).filter(pk=confided.pk).exists()
    case = Case.open_for(confided, need="Nobody answers.", owner=world.dana, by=None)
    assert case in Case.objects.visible_to(world.dana)


def test_a_case_is_not_handed_to_somebody_who_may_not_see_the_account(world: World, confided: Account) -> None:
    case = Case.open_for(confided, need="Nobody answers.", by=None)
    with pytest.raises(CannotHandOff, match="may not see Maple Dental"):
        case.hand_off(to=world.dana, note="Please", by=case.owner)
    confided.open_to([world.dana], by=world.ana)
    assert case.hand_off(to=world.dana, note="Please", by=case.owner).receiver == world.dana


def test_who_lost_sight_of_the_account_takes_no_case_of_it(world: World) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", owner=world.ana, by=None)
    offer = case.hand_off(to=world.dana, note="Please", by=world.ana)
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    with pytest.raises(NotOffered, match=f"may not see the account of {case}"):
        offer.accept(read_back="Nobody answers; I call Priya.", by=world.dana)
    offer.decline(reason="I may not see it.", by=world.dana)
    assert offer not in Handoff.objects.visible_to(world.dana), "what was answered is out of sight again"


def test_who_helped_or_decided_sees_it_no_longer_than_the_account(world: World) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", owner=world.ana, by=None)
    request = case.ask(to=world.chidi, what="Why?", needed_by=clock.now() + timedelta(hours=1), by=world.ana)
    raised = case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana)
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    assert raised in Escalation.objects.visible_to(world.dana)
    request.withdraw(by=world.ana)
    raised.withdraw(reason="They are not.", by=world.ana)
    assert request not in CollaborationRequest.objects.visible_to(world.chidi)
    assert raised not in Escalation.objects.visible_to(world.dana)


def test_a_decider_passed_over_sees_the_account_a_week_more(world: World, confided: Account) -> None:
    case, now = Case.open_for(confided, need="Nobody answers.", owner=world.ana, by=None), clock.now()
    raised = case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana, at=now)
    raised.accept(by=world.dana, at=now)
    late = raised.resolve_by + timedelta(minutes=1)
    assert Escalation.objects.overdue(late).climb_all(at=late) == 1
    seen = Account.objects.filter(pk=confided.pk)
    assert seen.visible_to(world.dana, at=late).exists()
    assert not seen.visible_to(world.dana, at=late + timedelta(days=8)).exists()


def test_who_still_decides_keeps_sight_when_their_help_ends(world: World, confided: Account) -> None:
    case, now = Case.open_for(confided, need="Nobody answers.", owner=world.ana, by=None), clock.now()
    request = case.ask(to=world.dana, what="Why?", needed_by=now + timedelta(hours=1), by=world.ana, at=now)
    raised = case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana, at=now)
    request.accept(by=world.dana, at=now)
    raised.accept(by=world.dana, at=now)
    request.give(answer="A cable.", by=world.dana, at=now)
    assert Account.objects.visible_to(world.dana, at=now + timedelta(days=8)).filter(pk=confided.pk).exists()


def test_an_owner_goes_on_seeing_what_becomes_confidential(world: World, settle: Callable[..., None]) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", contact=world.priya, by=world.ana)
    case.take_over(reason="Ana is on Severity 1.", by=world.dana)
    settle()
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    settle()
    assert case in Case.objects.visible_to(world.dana)


def test_who_decides_goes_on_seeing_what_becomes_confidential(world: World, settle: Callable[..., None]) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", contact=world.priya, by=world.ana)
    case.escalate(kind="hierarchical", reason="They lose calls.", by=world.ana).accept(by=world.dana)
    settle()
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    settle()
    assert case in Case.objects.visible_to(world.dana)


def test_a_case_that_moves_to_a_confidential_account_stays_in_sight(world: World, confided: Account) -> None:
    case = Case.open_for(world.harbour, need="It hums.", contact=world.nadia, by=world.ben)
    case.move(to=confided, by=world.dana, at=clock.now())
    assert case in Case.objects.visible_to(case.owner)


def test_nobody_takes_over_what_became_confidential_since_they_read_it(world: World) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", contact=world.priya, by=world.ana)
    read = Case.objects.select_related("account").get(pk=case.pk)
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    with pytest.raises(CannotTakeOver, match="may not see"):
        read.take_over(reason="Ana is ill.", by=world.dana)
