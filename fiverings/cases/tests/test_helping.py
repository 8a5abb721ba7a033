"""A colleague or a department is asked to help; the owner stays, and somebody holds it at every moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import (
    CannotAsk,
    Case,
    CollaborationRequest,
    NotAsked,
)
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers.models import Account
from fiverings.notices.models import Notice
from fiverings.promises.models import Outcome, Outstanding
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


@pytest.fixture
def asked(case: Case, world: World, now: datetime) -> CollaborationRequest:
    return case.ask(to=world.chidi, what="Is the clock of the PRI ours?", needed_by=now + HOUR, by=world.ana, at=now)


def told_of(case: Case) -> list[str]:
    return [event.tell() for event in recall(Entry.objects.about(case).order_by("id"))]


def test_whoever_is_asked_holds_the_request_and_the_owner_stays(
    asked: CollaborationRequest, case: Case, world: World, now: datetime, settle: Any
) -> None:
    assert (asked.holder, asked.accept_by, asked.state) == (world.chidi, now + QUARTER, "asked")
    assert Case.objects.get().owner == world.ana
    settle()
    assert Notice.objects.filter(person=world.chidi, entry__kind="cases.HelpAsked").exists()


def test_an_owner_asks_in_words_by_a_time_to_come_somebody_else(case: Case, world: World, now: datetime) -> None:
    for to, what, needed_by, by in (
        (world.chidi, " ", now + HOUR, world.ana),
        (world.chidi, "Help", now - HOUR, world.ana),
        (world.ana, "Help", now + HOUR, world.ana),
        (world.admin, "Help", now + HOUR, world.ana),
        (world.chidi, "Help", now + HOUR, world.ben),
    ):
        with pytest.raises(CannotAsk):
            case.ask(to=to, what=what, needed_by=needed_by, by=by, at=now)
    assert case.ask(to=world.ben, what="Join the call", needed_by=now + HOUR, by=world.dana, at=now)


def test_who_accepts_owes_the_owner_an_answer(asked: CollaborationRequest, case: Case, world: World) -> None:
    asked.accept(by=world.chidi)
    promise = asked.promise
    assert promise and (promise.kind, promise.owed_by, promise.due_at) == ("help", world.chidi, asked.needed_by)
    assert f"Chidi helps with {case}; Ana owns it" in told_of(case)


def test_the_customer_reads_both_names(asked: CollaborationRequest, case: Case, world: World) -> None:
    asked.accept(by=world.chidi)
    told = Message.objects.get(thread__journey=case.journey, direction="out")
    assert (told.auto, told.contact) == ("help", world.priya)
    assert "Chidi Okafor now helps Ana Costa" in told.text and "Is the clock" not in told.text


def test_a_specialist_sees_the_account_while_they_help_and_a_week_longer(
    asked: CollaborationRequest, world: World, now: datetime
) -> None:
    def sees(at: datetime) -> bool:
        return Account.objects.worked_for_by(world.chidi, at=at).filter(pk=world.maple.pk).exists()

    assert not sees(now)
    asked.accept(by=world.chidi, at=now)
    assert sees(now + timedelta(days=400))
    asked.give(answer="It is the carrier's clock.", by=world.chidi, at=now + QUARTER)
    assert sees(now + timedelta(days=7)) and not sees(now + timedelta(days=8))


def test_a_second_request_keeps_the_account_open(asked: CollaborationRequest, case: Case, world: World) -> None:
    second = case.ask(to=world.chidi, what="And the other?", needed_by=clock.now() + HOUR, by=world.ana)
    for each in (asked, second):
        each.accept(by=world.chidi)
    asked.give(answer="Yes.", by=world.chidi)
    assert world.maple.accesses.of(world.chidi).filter(until=None).exists()


def test_an_answer_keeps_the_promise_and_reaches_the_owner(
    asked: CollaborationRequest, case: Case, world: World, settle: Any
) -> None:
    asked.accept(by=world.chidi)
    asked.give(answer="It is the carrier's clock.", by=world.chidi)
    assert Outcome.objects.get(promise=asked.promise).kind == "kept"
    assert Outstanding.objects.of(case).exists(), "an open case has a promise that stands"
    settle()
    assert Notice.objects.filter(person=world.ana, entry__kind="cases.HelpGiven").exists()


def test_a_late_answer_fulfils_a_promise_that_broke(asked: CollaborationRequest, world: World, now: datetime) -> None:
    asked.accept(by=world.chidi, at=now)
    asked.give(answer="Sorry, later than I said.", by=world.chidi, at=now + 2 * HOUR)
    outcome = Outcome.objects.get(promise=asked.promise)
    assert outcome.kind == "broken" and asked.promise and asked.promise.late_fulfilment


def test_only_who_is_asked_accepts_and_only_once(asked: CollaborationRequest, world: World) -> None:
    with pytest.raises(NotAsked):
        asked.accept(by=world.eli)
    asked.accept(by=world.chidi)
    with pytest.raises(NotAsked):
        asked.accept(by=world.chidi)
    with pytest.raises(NotAsked):
        asked.give(answer="I know too", by=world.eli)


def test_declining_says_why_and_the_lead_on_duty_is_asked(
    asked: CollaborationRequest, case: Case, world: World
) -> None:
    asked.decline(reason="I am at the carrier until noon.", by=world.chidi)
    assert (asked.holder, asked.level, asked.state) == (world.dana, 1, "asked")
    assert [note.text for note in case.journey.notes.all()] == ["I am at the carrier until noon."]


def test_help_that_is_not_needed_any_more_is_owed_no_more(
    asked: CollaborationRequest, case: Case, world: World
) -> None:
    asked.accept(by=world.chidi)
    with pytest.raises(NotAsked):
        asked.withdraw(by=world.ben)
    asked.withdraw(by=world.ana)
    assert asked.state == "withdrawn" and Outcome.objects.get(promise=asked.promise).kind == "released"


@pytest.mark.parametrize(
    "change",
    [{"holder": None}, {"accept_by": None}, {"state": "done"}, {"ended_at": clock.now()}, {"to_person": None}],
    ids=str,
)
def test_a_request_without_a_holder_or_a_time_cannot_be_written(asked: CollaborationRequest, change: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CollaborationRequest.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_collaborationrequest SET what = 'other' WHERE id = %s", [asked.pk])


def test_of_two_who_accept_at_once_one_helps(world: World) -> None:
    care = world.care

    def ask() -> CollaborationRequest:
        opened = Case.open_for(world.maple, need="Calls ring at the wrong place.", by=world.ana)
        return opened.ask(to=care, what="Who can?", needed_by=clock.now() + HOUR, by=world.ana)

    with leaving_nothing():
        request = alone(ask)
        ended = apart(
            *(
                lambda person=person: CollaborationRequest.objects.get(pk=request.pk).accept(by=person)
                for person in (world.ben, world.dana)
            )
        )
        helper = alone(lambda: CollaborationRequest.objects.get(pk=request.pk).holder)
        assert [type(each) for each in ended].count(NotAsked) == 1 and helper in (world.ben, world.dana)
