"""What keeps goodwill within what was allowed: the database, whoever is quicker, and the audit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import Case, Goodwill, GoodwillApproval, GoodwillLimit
from fiverings.cases.tests.standing import written
from fiverings.cases.tests.test_granting import Settle, grant
from fiverings.core.auditing import ask_rules
from tests.forging import unguarded
from tests.racing import alone, apart, leaving_nothing, meanwhile
from tests.world import World


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


def found() -> list[str]:
    return [each.sentence for verdict in ask_rules("I-30") for each in verdict.first]


def test_more_than_was_allowed_is_refused_by_the_database_however_it_is_tried(case: Case, world: World) -> None:
    granted = grant(case, "120.00", world.ana)
    more = {"case": case, "kind": "credit", "currency": "CAD", "reason": "More.", "by": world.ana, "at": world.now}
    for ground in ({"limit": granted.limit}, {}, {"approval": grant(case, "160.00", world.ana)}):
        with pytest.raises(IntegrityError, match="more than may be granted"), transaction.atomic():
            Goodwill.objects.bulk_create([Goodwill(**more, amount=Decimal("31.00"), **ground)])


def test_two_who_grant_at_once_grant_no_more_than_one_may(db: None) -> None:
    """The second finds what the first has granted, and is asked; behind the back of the verb it is refused."""
    with leaving_nothing():
        world = World.read()
        case = alone(lambda: Case.open_for(world.maple, need="It rings.", contact=world.priya, by=world.ana))
        limit = alone(lambda: GoodwillLimit.of(world.ana, "CAD"))

        def granted(reason: str) -> str:
            return type(grant(Case.objects.get(pk=case.pk), "120.00", world.ana, reason=reason)).__name__

        def slipped_in() -> object:
            given = {"kind": "credit", "currency": "CAD", "reason": "More.", "by": world.ana, "at": world.now}
            return Goodwill.objects.create(case=case, amount=Decimal("31.00"), limit=limit, **given)

        assert meanwhile(lambda: granted("A lost day."), lambda: granted("A lost call.")) == [
            "Goodwill",
            "GoodwillApproval",
        ]
        assert isinstance(alone(lambda: apart(slipped_in))[0], IntegrityError)


def test_the_audit_finds_goodwill_that_nobody_allowed(case: Case, world: World) -> None:
    granted = grant(case, "120.00", world.ana)
    assert not found()
    with unguarded(Goodwill):
        Goodwill.objects.filter(pk=granted.pk).update(amount=Decimal("1200.00"))
    assert "is more than Customer advocate: 150.00 CAD" in found()[0]
    allowed = grant(case, "160.00", world.ana)
    with unguarded(GoodwillApproval):
        GoodwillApproval.objects.filter(pk=allowed.pk).update(state="withdrawn", ended_at=world.now)
    with unguarded(Goodwill):
        Goodwill.objects.filter(pk=granted.pk).update(limit=None, approval=allowed)
    assert "is not what Ines allowed" in found()[0]
