"""Whoever may decide is asked by name and by the clock; what nobody takes climbs, and never to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import (
    CannotEscalate,
    Case,
    Escalation,
    NotDecided,
    NotYours,
)
from fiverings.cases.tests.severe import severe
from fiverings.conversations.models import Message
from fiverings.notices.models import Notice
from fiverings.promises.models import Outcome, Promise
from tests.world import ZONE, World

QUARTER = timedelta(minutes=15)
ELEVEN = datetime(2026, 4, 30, 11, 0, tzinfo=ZoneInfo(ZONE))


def climb(at: datetime) -> None:
    Escalation.objects.overdue(at).climb_all(at=at)


@pytest.fixture
def case(world: World) -> Case:
    opened = Case.open_for(
        world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana, at=world.now
    )
    return severe(opened, 2, by=world.ana)


@pytest.fixture
def raised(case: Case, world: World) -> Escalation:
    return case.escalate(
        kind="hierarchical", reason="They want it waived.", needed="Waive 60.00", by=world.ana, at=ELEVEN
    )


def test_the_lead_of_the_owners_team_is_asked_and_has_a_quarter_of_an_hour(
    raised: Escalation, world: World, settle: Any
) -> None:
    assert (raised.state, raised.level, raised.holder) == ("raised", 1, world.dana)
    assert raised.accept_by == ELEVEN + QUARTER
    settle()
    assert Notice.objects.filter(person=world.dana, entry__kind="cases.CaseEscalated").exists()


def test_the_most_severe_waits_five_minutes(case: Case, world: World) -> None:
    severe(case, 1, by=world.ana)
    raised = case.escalate(kind="functional", reason="A switch burns.", by=world.ana, at=ELEVEN)
    assert raised.accept_by == ELEVEN + timedelta(minutes=5)
    raised.accept(by=world.dana, at=ELEVEN)
    assert raised.resolve_by == ELEVEN + timedelta(minutes=60)


def test_a_broken_promise_escalates_its_case_by_the_times_of_our_standard(
    case: Case, world: World, settle: Any
) -> None:
    """S2-22: Severity 2, broken at 11:00: Dana by 11:15, a decision within four business hours, else level 2."""
    promise = Promise.to_ourselves(
        subject=case, journey=case.journey, kind="call_back", person=world.ana, due_at=ELEVEN, severity=2, at=world.now
    )
    promise.break_(at=ELEVEN + timedelta(seconds=5))
    settle()
    raised = case.escalation()
    assert raised and (raised.rule, raised.level, raised.holder) == ("promise.broken", 1, world.dana)
    assert raised.accept_by - raised.raised_at == QUARTER
    climb(raised.accept_by - timedelta(seconds=1))
    raised.refresh_from_db()
    assert raised.level == 1
    climb(raised.accept_by)
    raised.refresh_from_db()
    assert (raised.level, raised.holder) == (2, world.ines)
    raised.accept(by=world.ines, at=ELEVEN + QUARTER)
    assert raised.resolve_by == ELEVEN + QUARTER + timedelta(hours=4)


def test_a_second_broken_promise_finds_the_case_escalated(case: Case, world: World, settle: Any) -> None:
    for kind in ("call_back", "next_update"):
        promise = Promise.to_ourselves(
            subject=case, journey=case.journey, kind=kind, person=world.ana, due_at=ELEVEN, severity=2, at=world.now
        )
        promise.break_(at=ELEVEN + QUARTER)
    settle()
    assert case.escalations.count() == 1


def test_its_holder_takes_it_owes_a_decision_and_the_customer_reads_the_name(
    raised: Escalation, case: Case, world: World
) -> None:
    with pytest.raises(NotYours):
        raised.accept(by=world.ines, at=ELEVEN)
    raised.accept(by=world.dana, at=ELEVEN)
    promise = raised.promise
    assert promise and (promise.kind, promise.owed_by, promise.due_at) == ("decision", world.dana, raised.resolve_by)
    assert raised.resolve_by == ELEVEN + timedelta(hours=4)
    told = Message.objects.get(thread__journey=case.journey, direction="out")
    assert told.auto == "escalation" and "Dana Lindqvist now looks at" in told.text and "waived" not in told.text


def test_a_decision_says_on_what_authority_and_keeps_the_promise(raised: Escalation, case: Case, world: World) -> None:
    raised.accept(by=world.dana, at=ELEVEN)
    with pytest.raises(NotDecided):
        raised.decide(words="Waive it.", authority="", by=world.dana, at=ELEVEN)
    raised.decide(words="Waive it.", authority="My limit is 100.00.", by=world.dana, at=ELEVEN + QUARTER)
    assert Outcome.objects.get(promise=raised.promise).kind == "kept"
    assert (raised.state, case.escalation()) == ("decided", raised)
    with pytest.raises(NotYours):
        raised.confirm(by=world.dana, at=ELEVEN + QUARTER)
    raised.confirm(by=world.ana, at=ELEVEN + QUARTER)
    assert (raised.state, case.escalation()) == ("closed", None)


def test_a_lead_who_owns_a_case_asks_the_executive(world: World) -> None:
    case = Case.open_for(world.maple, need="Nobody answers.", owner=world.dana, by=world.dana)
    assert case.escalate(kind="hierarchical", reason="Above me.", by=world.dana).holder == world.ines


def test_a_case_is_escalated_once_at_a_time_in_words_and_while_it_is_open(
    raised: Escalation, case: Case, world: World
) -> None:
    with pytest.raises(CannotEscalate, match="already"):
        case.escalate(kind="functional", reason="Again", by=world.ben)
    raised.withdraw(reason="They changed their mind.", by=world.ana)
    assert [note.text for note in case.journey.notes.all()] == ["They changed their mind."]
    with pytest.raises(CannotEscalate, match="why"):
        case.escalate(kind="functional", reason=" ", by=world.ben)
    assert case.escalate(kind="functional", reason="Who knows this switch?", by=world.ben)


def test_who_did_not_raise_it_does_not_withdraw_it(raised: Escalation, world: World) -> None:
    with pytest.raises(NotYours):
        raised.withdraw(reason="I do not like it.", by=world.ben)


@pytest.mark.parametrize(
    "change", [{"holder": None}, {"accept_by": None}, {"level": 4}, {"state": "held"}, {"state": "closed"}], ids=str
)
def test_an_escalation_without_a_holder_or_a_time_cannot_be_written(raised: Escalation, change: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.filter(pk=raised.pk).update(**change)
