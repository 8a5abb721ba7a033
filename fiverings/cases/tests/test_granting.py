"""Goodwill: at once within what is left to whoever grants, else once one named person allows it; never more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from fiverings.cases.models import (
    CannotGrant,
    CannotTakeBack,
    Case,
    Goodwill,
    GoodwillApproval,
    GoodwillLimit,
    NotYoursToAllow,
)
from fiverings.cases.tests.standing import written
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Outstanding
from tests.world import World

MINUTE = timedelta(minutes=1)
Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


def grant(case: Case, amount: str, by: Person, **more: Any) -> Goodwill | GoodwillApproval:
    given = {"kind": "credit", "currency": "CAD", "reason": "You lost a morning of calls.", **more}
    return case.grant_goodwill(amount=Decimal(amount), by=by, **given)


def letters(case: Case) -> list[str]:
    sent = Message.objects.filter(thread__journey=case.journey_id, direction="out", auto="goodwill")
    return [each.text for each in sent.order_by("id")]


def sums(case: Case) -> dict[str, Decimal]:
    return Goodwill.objects.on(case).sums()


def test_what_is_within_the_limit_is_granted_at_once_and_the_customer_reads_why(case: Case, world: World) -> None:
    granted = grant(case, "120.00", world.ana, at=world.now + MINUTE)
    assert isinstance(granted, Goodwill) and granted.limit and granted.approval is None
    assert sums(case) == {"CAD": Decimal("120.00")} and str(granted) == "120.00 CAD"
    [letter] = letters(case)
    assert "Ana" in letter and "a credit of 120.00 CAD" in letter and "You lost a morning of calls." in letter
    [left] = case.left_to_grant(world.ana)
    assert left.left == Decimal("30.00")


def test_the_customer_reads_it_in_their_language(case: Case, world: World) -> None:
    world.priya.language = "de"
    world.priya.save(update_fields=["language"])
    grant(Case.objects.get(pk=case.pk), "10.00", world.ana)
    assert "10.00 CAD" in letters(case)[0]


def test_more_than_the_limit_is_asked_of_one_person_who_owes_the_answer_in_a_quarter_of_an_hour(
    case: Case, world: World
) -> None:
    asked = grant(case, "160.00", world.ana, at=world.now + MINUTE)
    assert isinstance(asked, GoodwillApproval) and asked.holder == world.dana and not sums(case) and not letters(case)
    assert asked.accept_by == world.now + 16 * MINUTE
    owed = Outstanding.objects.get(promise=asked.promise)
    assert owed.person == world.dana and owed.due_at == asked.accept_by
    with pytest.raises(CannotGrant, match=r"is asked about 160\.00 CAD already"):
        grant(case, "500.00", world.ana)


def test_what_is_approved_is_granted_at_once_with_the_words_of_who_allowed_it(case: Case, world: World) -> None:
    asked = grant(case, "160.00", world.ana, at=world.now + MINUTE)
    with pytest.raises(NotYoursToAllow):
        asked.approve(words="Please.", by=world.ana)
    granted = asked.approve(words="They were patient.", by=world.dana, at=world.now + 2 * MINUTE)
    assert (granted.by, granted.approval.answer) == (world.ana, "They were patient.")
    assert sums(case) == {"CAD": Decimal("160.00")} and "160.00 CAD" in letters(case)[0]
    assert Outcome.objects.get(promise=asked.promise).kind == "kept" and case.owed().exists()
    with pytest.raises(NotYoursToAllow):
        asked.decline(words="No.", by=world.dana)
    again = grant(case, "10.00", world.ana)
    assert isinstance(again, GoodwillApproval), "what was allowed once leaves nothing to grant unaided"


def test_what_is_declined_is_not_granted_and_says_why(case: Case, world: World) -> None:
    asked = grant(case, "160.00", world.ana)
    with pytest.raises(NotYoursToAllow, match="Say why"):
        asked.decline(words=" ", by=world.dana)
    asked.decline(words="A credit was given last week.", by=world.dana)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("declined", "A credit was given last week.")
    assert not sums(case) and not letters(case) and case.owed().exists()


def test_what_nobody_answers_in_time_goes_further_up(case: Case, world: World) -> None:
    asked = grant(case, "160.00", world.ana, at=world.now)
    late = world.now + 16 * MINUTE
    assert GoodwillApproval.objects.overdue(late).climb_all(at=late) == 1
    first, asked = asked.promise, GoodwillApproval.objects.get(pk=asked.pk)
    assert asked.holder != world.dana and asked.promise != first and asked.accept_by == late + 15 * MINUTE
    Outstanding.objects.overdue(late).break_all(at=late)
    assert Outcome.objects.get(promise=first).kind == "broken"
    asked.approve(words="Late, but yes.", by=asked.holder, at=late + MINUTE)
    assert sums(case)


def test_who_stands_at_the_top_is_asked_again_until_they_answer(case: Case, world: World) -> None:
    asked = grant(case, "5000.00", world.ana, at=world.now)
    late = asked.accept_by + MINUTE
    assert GoodwillApproval.objects.overdue(late).climb_all(at=late) == 1
    again = GoodwillApproval.objects.get(pk=asked.pk)
    assert again.holder == asked.holder and again.accept_by > late and again.promise != asked.promise
    assert Entry.objects.filter(kind="cases.GoodwillStillAsked", subject_id=case.pk).count() == 1


def test_what_is_asked_is_withdrawn_by_who_asked_and_allowed_no_more(case: Case, world: World) -> None:
    asked = grant(case, "160.00", world.ana)
    with pytest.raises(NotYoursToAllow):
        asked.withdraw(by=world.ben)
    asked.withdraw(by=world.ana)
    assert asked.state == "withdrawn" and not Outstanding.objects.filter(promise=asked.promise).exists()
    with pytest.raises(NotYoursToAllow):
        asked.approve(words="Yes.", by=world.dana)
    assert not sums(case)


def test_beyond_the_limit_of_a_lead_the_executive_is_asked(case: Case, world: World) -> None:
    asked = grant(case, "5000.00", world.ana)
    assert asked.holder.has_role("executive")
    assert isinstance(grant(case, "9000.00", asked.holder), Goodwill), "an executive asks nobody"


def test_the_company_sets_the_limits_from_now_on_and_what_was_granted_stands(case: Case, world: World) -> None:
    first = grant(case, "150.00", world.ana)
    GoodwillLimit.set(role="advocate", amount=Decimal("200.00"), currency="CAD", by=world.ines)
    assert isinstance(grant(case, "50.00", world.ana), Goodwill)
    assert first.limit.amount == Decimal("150.00")
    assert isinstance(grant(case, "1.00", world.ana, currency="EUR"), GoodwillApproval), "nothing was set in euros"


def test_what_was_granted_is_taken_back_by_a_record_and_may_be_granted_again(case: Case, world: World) -> None:
    granted = grant(case, "150.00", world.ana)
    with pytest.raises(CannotTakeBack):
        granted.take_back(reason="No.", by=world.ben)
    granted.take_back(reason="It was the wrong case.", by=world.ana)
    assert not sums(case) and "does not stand any more" in letters(case)[-1]
    with pytest.raises(CannotTakeBack):
        granted.take_back(reason="Again.", by=world.dana)
    assert isinstance(grant(case, "150.00", world.ana), Goodwill)


def test_a_case_that_ends_asks_for_no_approval_any_more(case: Case, world: World, settle: Settle) -> None:
    asked = grant(case, "160.00", world.ana)
    other = written(world.priya, settle, "It rings again.", at=world.now + MINUTE)
    case.merge_into(other, reason="The same line", by=world.ana)
    asked.refresh_from_db()
    assert asked.state == "withdrawn" and not Outstanding.objects.filter(promise=asked.promise).exists()


def test_what_is_granted_on_a_part_counts_for_the_whole(case: Case, world: World, settle: Settle) -> None:
    other = written(world.priya, settle, "It rings again.", at=world.now + MINUTE)
    grant(case, "100.00", world.ana)
    case.merge_into(other, reason="The same line", by=world.ana)
    assert isinstance(grant(other, "60.00", world.ana), GoodwillApproval)


@pytest.mark.parametrize("wrong", [{"amount": "0.00"}, {"amount": "-5.00"}, {"amount": "1.005"}, {"reason": " "}])
def test_goodwill_is_money_with_a_reason(case: Case, world: World, wrong: dict[str, str]) -> None:
    given = {"amount": "10.00", **wrong}
    with pytest.raises(CannotGrant):
        grant(case, given.pop("amount"), world.ana, **given)
