"""What is owed about a case: kept by our words, owed by its owner, and never nothing while it is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, owed, passed, promised
from fiverings.cases.tests.standing import tell_everything
from fiverings.customers.models import Contact
from fiverings.people.models import Team
from fiverings.promises.models import (
    LateFulfilment,
    Outcome,
    Outstanding,
    Promise,
)
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def test_our_words_keep_an_answer_and_an_update_and_no_call_and_no_visit(
    case: Case, world: World, settle: Settle
) -> None:
    for kind in ("answer", "next_update", "call_back", "visit"):
        promised(case, world, kind)
    case.reply("Here is what we found.", by=world.ana, at=world.now + timedelta(minutes=5))
    settle()
    assert len(owed(case)) == 5
    tell_everything(settle, at=world.now + timedelta(minutes=6))
    assert {kind for kind, _told in owed(case)} == {"call_back", "visit"}
    assert set(Outcome.objects.values_list("kind", "evidence_label")) == {("kept", "conversations.message")}


def test_a_machines_word_keeps_nothing(case: Case, world: World, settle: Settle) -> None:
    promised(case, world, "answer")
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    assert ("answer", True) in owed(case) and not Outcome.objects.exists()


def test_what_was_promised_while_we_wrote_is_not_kept_by_what_we_wrote(
    case: Case, world: World, settle: Settle
) -> None:
    case.reply("I look.", by=world.ana, at=world.now)
    promised(case, world, "answer", at=world.now + timedelta(seconds=5))
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    assert owed(case) == [("answer", True)]


def test_when_the_last_promise_is_kept_the_next_update_is_owed(case: Case, world: World, settle: Settle) -> None:
    case.reply("Done.", by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    assert owed(case) == [("next_update", False)]


def test_when_the_last_promise_is_released_the_next_is_owed(case: Case, world: World, settle: Settle) -> None:
    promise = promised(case, world, "call_back")
    case.reply("I look into it.", by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    assert owed(case) == [("call_back", True)]
    case.release(promise, words="They call us.", by=world.ana, at=world.now)
    assert owed(case) == [("next_update", False)]


def test_a_promise_that_breaks_is_made_right_by_the_next_word_and_stays_broken(
    case: Case, world: World, settle: Settle
) -> None:
    promise = promised(case, world, "next_update")
    Outstanding.objects.overdue(world.now + AN_HOUR).break_all(at=world.now + AN_HOUR)
    settle()
    assert ("recovery", False) in owed(case)
    case.reply(
        "Sorry that no update came at half past ten. This is where we stand.",
        by=world.ana,
        at=world.now + 1.1 * AN_HOUR,
    )
    tell_everything(settle, at=world.now + 1.2 * AN_HOUR)
    assert ("recovery", False) not in owed(case)
    assert promise.outcome.kind == "broken" and LateFulfilment.objects.get().promise == promise


def test_a_new_owner_owes_what_the_old_one_owed(case: Case, world: World, settle: Settle) -> None:
    promised(case, world, "call_back")
    case.take_over(reason="Ana is ill.", by=world.dana, at=world.now)
    settle()
    assert {each.person for each in Outstanding.objects.of(case)} == {world.dana}


def test_without_a_calendar_of_the_account_the_owners_team_says_when_we_are_open(world: World, settle: Settle) -> None:
    stranger = Contact.for_address("who@elsewhere.example", "Who")
    friday = world.now + timedelta(days=1, hours=6)
    case = Case.begin(contact=stranger, need="A quote", by=world.ana, at=friday)
    assert Promise.objects.of(case).get().due_at == friday + 2 * AN_HOUR
    Team.objects.filter(pk=world.care.pk).update(calendar=world.calendar)
    case = Case.begin(contact=stranger, need="Another quote", by=world.ana, at=friday)
    assert Promise.objects.of(case).get().due_at == datetime(2026, 5, 4, 9, 52, tzinfo=world.now.tzinfo)


def test_after_the_gate_the_case_is_promised_as_before(world: World, settle: Settle) -> None:
    case = passed(called(world), world)
    settle()
    assert owed(case) == [("next_update", True), ("answer", False)]
