"""We wait for a customer who was asked something and knows it, five business days at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Case, NotWaiting, State
from fiverings.cases.tests.gate import called, owed, passed, promised, with_severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import tell_everything
from fiverings.core.models import Entry
from fiverings.promises.models import MayNotPause, Outstanding, Pause
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    case = passed(called(world), world)
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    return case


def asked(case: Case, world: World, settle: Settle) -> Pause:
    case.ask_customer("Which number rings wrong?", by=world.ana, at=world.now + timedelta(minutes=1))
    tell_everything(settle, at=world.now + timedelta(minutes=2))
    case.refresh_from_db()
    return Pause.objects.get()


def test_we_wait_from_the_moment_when_the_question_is_told(case: Case, world: World, settle: Settle) -> None:
    case.ask_customer("Which number rings wrong?", by=world.ana, at=world.now + timedelta(minutes=1))
    settle()
    assert Case.objects.get().state == State.ACTIVE and not Pause.objects.exists()
    tell_everything(settle, at=world.now + timedelta(minutes=2))
    pause = Pause.objects.get()
    assert Case.objects.get().state == State.WAITING
    assert (pause.begun_at, pause.until_at) == (
        world.now + timedelta(minutes=2), world.now + timedelta(days=7, minutes=2),
    )  # fmt: skip
    assert Entry.objects.about(case).filter(kind="cases.CustomerAwaited").count() == 1
    assert owed(case) == [("next_update", False)]
    assert Outstanding.objects.get().due_at > pause.until_at


def test_their_word_ends_it_and_the_owner_owes_an_answer(case: Case, world: World, settle: Settle) -> None:
    asked(case, world, settle)
    later = world.now + timedelta(hours=1)
    write_in(world.priya, "It is the lab's number.", thread=case.thread(), at=later)
    settle()
    case.refresh_from_db()
    assert (case.state, case.waiting_since, Pause.objects.get().ended_at) == (State.ACTIVE, later, later)
    assert owed(case) == [("answer", False)] and not case.chases.exists()


def test_a_call_of_theirs_ends_it_too(case: Case, world: World, settle: Settle) -> None:
    asked(case, world, settle)
    later = world.now + timedelta(hours=1)
    case.log_call(direction="in", talked=True, words="The lab's number.", by=world.ana, at=later)
    assert (case.state, case.chases.count(), Pause.objects.get().ended_at) == (State.ACTIVE, 0, later)


def test_we_are_on_it_again_whenever_we_say_so(case: Case, world: World, settle: Settle) -> None:
    asked(case, world, settle)
    case.end_waiting(by=world.ana, at=world.now + timedelta(hours=1))
    settle()
    assert case.state == State.ACTIVE and owed(case) == [("next_update", False)]
    assert Outstanding.objects.get().due_at < world.now + timedelta(days=2)
    with pytest.raises(NotWaiting):
        case.end_waiting(by=world.ana)


def test_after_five_business_days_the_clock_ends_it_and_the_owner_contacts_them(
    case: Case, world: World, settle: Settle
) -> None:
    pause = asked(case, world, settle)
    assert Case.end_long_waits(at=pause.until_at - timedelta(seconds=1)) == 0
    assert Case.end_long_waits(at=pause.until_at) == 1
    settle()
    case.refresh_from_db()
    assert case.state == State.ACTIVE and owed(case) == [("answer", False)]
    assert Outstanding.objects.get().due_at == pause.until_at + timedelta(hours=2)
    assert Case.end_long_waits(at=pause.until_at + timedelta(days=1)) == 0


def test_severity_one_never_waits(case: Case, world: World) -> None:
    with_severity(case, 1, world)
    with pytest.raises(MayNotPause):
        case.ask_customer("Which number?", by=world.ana)


@pytest.mark.parametrize("kind", ["call_back", "answer"])
def test_nobody_waits_for_a_customer_who_waits_for_us(case: Case, world: World, kind: str) -> None:
    promised(case, world, kind)
    with pytest.raises(MayNotPause, match="They wait for us"):
        case.ask_customer("Which number?", by=world.ana)


def test_a_case_at_the_gate_does_not_wait(world: World) -> None:
    with pytest.raises(MayNotPause):
        called(world).ask_customer("Which number?", by=world.ana)


def test_what_came_between_the_question_and_its_telling_is_not_waited_over(
    case: Case, world: World, settle: Settle
) -> None:
    case.ask_customer("Which number?", by=world.ana, at=world.now + timedelta(minutes=1))
    write_in(world.priya, "The lab's.", thread=case.thread(), at=world.now + timedelta(minutes=1, seconds=5))
    settle()
    tell_everything(settle, at=world.now + timedelta(minutes=2))
    assert Case.objects.get().state == State.ACTIVE and not Pause.objects.exists()


def test_a_question_that_is_taken_back_is_not_waited_for(case: Case, world: World, settle: Settle) -> None:
    question = case.ask_customer("Which number?", by=world.ana, at=world.now + timedelta(minutes=1))
    question.take_back(by=world.ana, at=world.now + timedelta(minutes=1, seconds=5))
    case.reply("We found it.", by=world.ana, at=world.now + timedelta(minutes=2))
    tell_everything(settle, at=world.now + timedelta(minutes=3))
    assert Case.objects.get().state == State.ACTIVE


def test_a_case_raised_to_severity_one_waits_no_longer(case: Case, world: World, settle: Settle) -> None:
    asked(case, world, settle)
    case.refresh_from_db()
    case.raise_severity(level=1, reason="The closet is flooded.", by=world.eli, at=world.now + timedelta(hours=1))
    case.refresh_from_db()
    assert case.state == State.ACTIVE
    assert not Pause.objects.of(case).lasting().exists()
