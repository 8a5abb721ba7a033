"""A customer who asks before we told has chased us; that is counted, and its owner and lead hear of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import called, promised
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import tell_everything
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """Priya was told at 10:22 that Ana calls her by 10:52."""
    case = called(world)
    promised(case, world, "call_back")
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    return case


def write(case: Case, world: World, settle: Settle, words: str, minutes: float, **more: Any) -> None:
    write_in(world.priya, words, thread=case.thread(), at=world.now + minutes * MINUTE, **more)
    settle()


def test_who_writes_before_the_call_we_promised_chases_it(case: Case, world: World, settle: Settle) -> None:
    write(case, world, settle, "Nobody has called me.", 18)
    chase = case.chases.get()
    assert (chase.number, chase.contact, chase.promise.kind) == (1, world.priya, "call_back")
    assert Case.objects.count() == 1
    (line,) = Entry.objects.about(case).filter(kind="cases.CaseChased")
    (event,) = recall([line])
    assert list(event.told_to()) == [world.ana, world.dana]


def test_each_later_chase_is_counted(case: Case, world: World, settle: Settle) -> None:
    write(case, world, settle, "Nobody has called me.", 18)
    case.log_call(direction="in", talked=True, words="Where is my call?", by=world.ben, at=world.now + 29 * MINUTE)
    assert list(case.chases.values_list("number", flat=True)) == [1, 2]
    assert case.chases.get(number=2).call.words == "Where is my call?"
    assert Case.objects.with_last_words().get(pk=case.pk).chased == 2


def test_of_several_promises_what_is_due_first_is_chased(case: Case, world: World, settle: Settle) -> None:
    promised(case, world, "fix", due_at=world.now + 300 * MINUTE)
    soonest = promised(case, world, "visit", due_at=world.now + 25 * MINUTE)
    write(case, world, settle, "Nobody is here yet.", 18)
    assert case.chases.get().promise == soonest


def test_who_was_promised_something_that_broke_chases_it_too(case: Case, world: World, settle: Settle) -> None:
    Outstanding.objects.overdue(world.now + 31 * MINUTE).break_all(at=world.now + 31 * MINUTE)
    write(case, world, settle, "You promised to call.", 32)
    assert case.chases.get().promise.outcome.kind == "broken"


@pytest.mark.parametrize("words", ["Thank you!", "Merci beaucoup, Ana", "Vielen Dank, liebe Grüße"])
def test_thanks_chase_nothing_and_wait_for_no_word(case: Case, world: World, settle: Settle, words: str) -> None:
    before = Case.objects.get()
    write(case, world, settle, words, 18)
    assert not case.chases.exists()
    after = Case.objects.get()
    assert (after.waiting_since, after.next_due_at) == (before.waiting_since, before.next_due_at)
    assert Entry.objects.about(case).filter(kind="cases.CustomerThanked").count() == 1


def test_a_machine_chases_nothing(case: Case, world: World, settle: Settle) -> None:
    write(case, world, settle, "I am away.", 18, auto="auto-replied")
    assert not case.chases.exists()


def test_what_follows_within_ten_minutes_is_the_same_breath(case: Case, world: World, settle: Settle) -> None:
    write(case, world, settle, "Nobody has called me.", 18)
    write(case, world, settle, "And it is worse now.", 27)
    assert case.chases.count() == 1
    write(case, world, settle, "Hello?", 38)
    assert case.chases.count() == 2


def test_an_answer_to_a_message_of_ours_after_which_nothing_was_promised_is_none(
    case: Case, world: World, settle: Settle
) -> None:
    case.reply("Which phone is it?", by=world.ana, at=world.now + 3 * MINUTE)
    tell_everything(settle, at=world.now + 4 * MINUTE)
    write(case, world, settle, "The one at the front desk.", 18)
    assert not case.chases.exists()


def test_an_answer_to_the_promise_itself_is_a_chase(case: Case, world: World, settle: Settle) -> None:
    case.write("I look.", kind="next_update", due_at=world.now + 60 * MINUTE, by=world.ana, at=world.now + 3 * MINUTE)
    tell_everything(settle, at=world.now + 4 * MINUTE)
    write(case, world, settle, "And?", 18)
    assert case.chases.count() == 1


def test_who_was_promised_nothing_chases_nothing(world: World, settle: Settle) -> None:
    case = called(world)
    write(case, world, settle, "Any news?", 18)
    assert not case.chases.exists()


def test_a_new_thread_about_something_else_is_a_case_of_its_own(case: Case, world: World, settle: Settle) -> None:
    write_in(world.priya, "We also need two more phones.", at=world.now + 18 * MINUTE)
    settle()
    assert Case.objects.count() == 2 and not case.chases.exists()
