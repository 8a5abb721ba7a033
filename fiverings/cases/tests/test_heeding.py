"""On every entry about it a case asks the guide: what holds is escalated or proposed at once, with the rule named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fiverings.cases.models import Case, EscalationGuide, EscalationRule, Situation
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import written
from fiverings.core.jobs import SCHEDULE
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def rule(name: str, *, raises: bool = True, kind: str = "hierarchical", **when: Any) -> EscalationRule:
    return EscalationRule(code="", name=name, kind=kind, raises=raises, reason=f"{name}.", when=when)


def guided(world: World, *rules: EscalationRule) -> EscalationGuide:
    return EscalationGuide.set(rules, by=world.dana, at=world.now)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, "Calls ring at the wrong place.", at=world.now)


def write(case: Case, world: World, settle: Settle, words: str, minutes: float) -> None:
    write_in(world.priya, words, thread=case.thread(), at=world.now + minutes * MINUTE)
    settle()


def test_the_guidelines_of_the_essay_name_the_rule_that_speaks(case: Case, world: World, settle: Settle) -> None:
    """S1-20: second contact on the same need, promise broken, customer asks, risk to safety or data."""
    guided(
        world,
        rule("Risk to safety or data", words=["fire", "smoke", "data loss"]),
        rule("The customer asks", words=["supervisor", "in charge"], kind="functional"),
        rule("Second contact on the same need", contacts_at_least=2, raises=False),
    )
    write(case, world, settle, "Our firewall is fine, by the way.", 20)
    assert case.escalation() is None
    assert [each.name for each in case.proposals.unanswered()] == ["Second contact on the same need"]
    write(case, world, settle, "Give me whoever is IN CHARGE of this!", 40)
    raised = case.escalation()
    assert raised and (raised.by_rule(), raised.kind, raised.raised_by) == ("The customer asks", "functional", None)
    assert raised.guide == EscalationGuide.current() and raised.reason == "The customer asks."


def test_a_broken_promise_is_named_by_the_guide_that_a_house_begins_with(
    case: Case, world: World, settle: Settle
) -> None:
    owed = Outstanding.objects.of(case).get()
    owed.promise.break_(at=owed.due_at + timedelta(seconds=5))
    settle()
    raised = case.escalation()
    assert raised and (raised.rule, raised.by_rule()) == ("promise.broken", "A promise was broken")
    assert raised.reason == f"A promise was broken: {owed.promise}"
    assert raised.raised_at - owed.due_at < MINUTE


def test_a_guide_without_rules_leaves_a_broken_promise_to_its_owner(case: Case, world: World, settle: Settle) -> None:
    guided(world)
    owed = Outstanding.objects.of(case).get()
    owed.promise.break_(at=owed.due_at + timedelta(seconds=5))
    settle()
    assert case.escalation() is None


def test_all_conditions_of_a_rule_must_hold_whichever_became_true_last(
    case: Case, world: World, settle: Settle
) -> None:
    guided(world, rule("Severe, and they come again", severity_at_most=1, contacts_at_least=2))
    write(case, world, settle, "Hello?", 15)
    assert case.escalation() is None
    case.raise_severity(level=1, reason="Nobody can call out.", by=world.ana, at=world.now + HOUR)
    settle()
    assert (raised := case.escalation()) and raised.by_rule() == "Severe, and they come again"


def test_what_does_not_concern_a_rule_does_not_raise_it_again(case: Case, world: World, settle: Settle) -> None:
    guided(world, rule("They come again", contacts_at_least=2))
    write(case, world, settle, "Hello?", 15)
    raised = case.escalation()
    assert raised
    raised.withdraw(reason="I called them.", by=world.ana)
    case.journey.note("A quiet day.", by=world.ana)
    case.raise_severity(level=1, reason="It is worse.", by=world.ana)
    settle()
    assert case.escalation() is None
    write(case, world, settle, "Still nothing.", 45)
    assert case.escalation()


def test_the_first_rule_that_holds_speaks(case: Case, world: World, settle: Settle) -> None:
    guided(world, rule("One", contacts_at_least=2), rule("Two", contacts_at_least=1))
    write(case, world, settle, "Hello?", 15)
    assert (raised := case.escalation()) and raised.by_rule() == "One" and case.escalations.count() == 1


def test_a_case_that_is_open_too_long_is_escalated_once_by_the_clock(case: Case, world: World, settle: Settle) -> None:
    guided(world, rule("Four hours of ours", open_minutes=240))
    Case.heed_the_clock(at=case.opened_at + 4 * HOUR - MINUTE)
    assert case.escalation() is None
    late = case.opened_at + timedelta(days=4)
    Case.heed_the_clock(at=late)
    raised = case.escalation()
    assert raised and raised.by_rule() == "Four hours of ours"
    raised.withdraw(reason="They are on holiday.", by=world.ana)
    Case.heed_the_clock(at=late + HOUR)
    assert case.escalations.count() == 1


def test_the_clock_asks_the_guide_twice_a_minute() -> None:
    found = [each for name, each in SCHEDULE.items() if name.endswith("open_too_long_as_the_guide_says")]
    assert [each.seconds for each in found] == [30]


def test_hours_in_which_we_are_closed_do_not_count(case: Case, world: World) -> None:
    version = case.opening_hours()
    assert version
    closes = version.working_time().previous_close(case.opened_at + 20 * HOUR)
    before = Situation(case, at=closes).open_minutes
    assert Situation(case, at=closes + HOUR).open_minutes == before > 0


def test_a_situation_is_as_it_was_at_its_moment(case: Case, world: World, settle: Settle) -> None:
    write(case, world, settle, "Hello?", 15)
    case.raise_severity(level=1, reason="It is worse.", by=world.ana, at=world.now + HOUR)
    then, now = Situation(case, at=world.now), Situation(case, at=world.now + 2 * HOUR)
    assert (then.severity, then.contacts, then.said) == (None, 1, "Calls ring at the wrong place.")
    assert (now.severity, now.contacts, now.said) == (1, 2, "Hello?")
    assert now.is_confidential is False and now.has_agreement is then.has_agreement
