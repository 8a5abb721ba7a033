"""Whoever owns a case may see its account, also when the account is confidential."""

from __future__ import annotations

import pytest

from fiverings.cases.models import CannotHandOff, Case
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
