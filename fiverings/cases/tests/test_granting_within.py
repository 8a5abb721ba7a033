"""Nobody grants or allows more than they may: however the case became one, and whatever was granted meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import CannotGrant, Case, Goodwill, GoodwillApproval, NotYoursToAllow
from fiverings.cases.tests.standing import written
from fiverings.cases.tests.test_granting import MINUTE, grant, letters, sums
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


def test_what_is_granted_on_a_part_of_a_part_counts_for_the_whole_and_is_taken_back_there(
    case: Case, world: World, settle: Settle
) -> None:
    other = written(world.priya, settle, "It rings again.", at=world.now + MINUTE)
    whole = written(world.priya, settle, "It rings at the door.", at=world.now + 2 * MINUTE)
    granted = grant(case, "100.00", world.ana)
    case.merge_into(other, by=world.ana)
    other.merge_into(whole, by=world.ana)
    assert isinstance(grant(whole, "60.00", world.ana), GoodwillApproval) and sums(whole) == {"CAD": granted.amount}
    unasked = {"kind": "credit", "currency": "CAD", "reason": "More.", "limit": granted.limit, "by": world.ana}
    with pytest.raises(IntegrityError, match="more than may be granted"), transaction.atomic():
        Goodwill.objects.create(case=whole, amount=Decimal("60.00"), at=world.now, **unasked)
    Goodwill.objects.get(pk=granted.pk).take_back(reason="It was the wrong case.", by=world.ana)
    assert "does not stand any more" in letters(whole)[-1] and not sums(whole)


def test_nobody_allows_more_than_they_may_with_what_was_granted_since_they_were_asked(case: Case, world: World) -> None:
    asked = grant(case, "490.00", world.ana, at=world.now)
    grant(case, "150.00", world.ben, at=world.now + MINUTE)
    with pytest.raises(NotYoursToAllow, match=r"640\.00 CAD in all"):
        asked.approve(words="They were patient.", by=world.dana, at=world.now + 2 * MINUTE)
    assert sums(case) == {"CAD": Decimal("150.00")}
    late = world.now + 16 * MINUTE
    assert GoodwillApproval.objects.overdue(late).climb_all(at=late) == 1
    above = GoodwillApproval.objects.get(pk=asked.pk)
    above.approve(words="They lost a day.", by=above.holder, at=late)
    assert above.holder.has_role("executive") and sums(case) == {"CAD": Decimal("640.00")}


def test_who_leads_no_more_allows_no_more_than_they_may_now(case: Case, world: World) -> None:
    asked = grant(case, "160.00", world.ana)
    world.dana.roles = ["advocate"]
    world.dana.save(update_fields=["roles"])
    with pytest.raises(NotYoursToAllow, match="more than you may allow"):
        asked.approve(words="They were patient.", by=world.dana)
    assert not sums(case)


def test_what_is_pressed_twice_is_granted_once(case: Case, world: World) -> None:
    granted = grant(case, "50.00", world.ana, at=world.now)
    with pytest.raises(CannotGrant, match="a moment ago"):
        grant(case, "50.00", world.ana, at=world.now + MINUTE)
    assert sums(case) == {"CAD": granted.amount} and len(letters(case)) == 1
    assert isinstance(grant(case, "50.00", world.ana, at=world.now + 10 * MINUTE), Goodwill)
