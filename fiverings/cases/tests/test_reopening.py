"""What did not last opens again within fourteen days: the same case and owner; mere thanks open nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fiverings.cases.events import CaseReopened, CustomerThanked
from fiverings.cases.models import CannotReopen, Case, State
from fiverings.cases.models.diagnosing import Severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, propose, resolved, tell_everything, written
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.promises.models import Outcome, Outstanding
from tests.world import World

Settle = Callable[..., None]

DAY = timedelta(days=1)
LET_GO = "It does not work after all; we are on it again."


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return resolved(past_the_gate(written(world.priya, settle, at=world.now)), world)


def test_a_word_within_fourteen_days_reopens_the_same_case_with_the_same_owner(
    case: Case, world: World, settle: Settle
) -> None:
    assert case.was_fixed_first_time() is True
    write_in(world.priya, "It rings wrong again!", thread=case.thread(), at=world.now + timedelta(days=13))
    settle()
    case.refresh_from_db()
    assert (case.state, case.is_waiting_for_us, case.owner) == (State.ACTIVE, True, world.ana)
    assert case.closure() is None and case.reopenings.get().message.new_text == "It rings wrong again!"
    assert case.was_fixed_first_time() is False and "answer" in owed(case)
    assert Entry.objects.about(case).filter(kind=CaseReopened.kind).exists()


def test_what_broke_before_stays_broken_after_reopening(case: Case, world: World) -> None:
    before = list(Outcome.objects.values_list("pk", "kind"))
    case.reopen(by=world.ana, reason="They called", at=world.now + timedelta(days=1))
    assert list(Outcome.objects.filter(pk__in=[pk for pk, _ in before]).values_list("pk", "kind")) == before


def test_it_can_be_proposed_and_confirmed_again(case: Case, world: World) -> None:
    case.reopen(by=world.ana, reason="It rings again", at=world.now)
    propose(case, world, solution="The card is new.")
    case.confirm(contact=world.priya, by=world.priya, at=world.now)
    assert case.closures.count() == 2 and case.closure().solution == "The card is new."
    assert case.was_fixed_first_time() is False


def test_after_fourteen_days_it_does_not_open_again(case: Case, world: World) -> None:
    with pytest.raises(CannotReopen):
        case.reopen(by=world.ana, reason="Too late", at=world.now + timedelta(days=14, minutes=1))


def test_what_is_open_does_not_open_again(case: Case, world: World) -> None:
    case.reopen(by=world.ana, reason="It rings", at=world.now)
    with pytest.raises(CannotReopen):
        case.reopen(by=world.ana, reason="It rings", at=world.now)


def test_words_that_only_thank_open_nothing_and_are_shown_with_a_way_to(world: World, settle: Settle) -> None:
    case = resolved(past_the_gate(written(world.priya, settle, at=clock.now())), world, at=clock.now())
    message = write_in(world.priya, "Merci beaucoup, Ana!", thread=case.thread(), at=clock.now())
    settle()
    case.refresh_from_db()
    assert (case.state, case.waiting_since, case.thanks()) == (State.RESOLVED, None, message)
    assert Entry.objects.about(case).filter(kind=CustomerThanked.kind).count() == 1
    client = Client()
    client.force_login(world.ana)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Merci beaucoup" in page and f"/cases/{case.number}/reopening/" in page and 'data-key="p"' in page
    client.post(f"/cases/{case.number}/reopening/")
    assert Case.objects.get().state == State.ACTIVE


def test_thanks_that_ask_for_more_open_it_again(case: Case, world: World, settle: Settle) -> None:
    words = "Thanks, but it still rings at the wrong place."
    write_in(world.priya, words, thread=case.thread(), at=world.now + timedelta(hours=1))
    settle()
    assert Case.objects.get().state == State.ACTIVE


def test_the_database_opens_a_resolved_case_only_with_a_reopening(case: Case) -> None:
    with pytest.raises(IntegrityError, match="says why"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="active", ended_at=None)


def test_a_reopened_case_whose_owner_left_is_owned_by_somebody_who_is_here(case: Case, world: World) -> None:
    world.ana.deactivate(by=world.admin)
    case.reopen(by=world.ben, reason="They called", at=world.now)
    assert Case.objects.get().owner == world.ben
    assert case.takeovers.get().giver == world.ana


def severely(case: Case, world: World) -> Case:
    """As severe as what is checked in on."""
    Severity(case=case, level=1, ground="raised", reason="No calls.", by=world.ben, at=world.now).save()
    Case.objects.filter(pk=case.pk).update(severity=1)
    case.refresh_from_db()
    return case


@pytest.fixture
def severe(world: World, settle: Settle) -> Case:
    """Resolved, so that its owner asks in a week how it is going."""
    case = severely(past_the_gate(written(world.priya, settle, at=world.now)), world)
    propose(case, world)
    case.confirm(contact=world.priya, by=world.priya, at=world.now + timedelta(seconds=5))
    assert owed(case) == ["check_in"]
    return case


def by_mail(case: Case, world: World, settle: Settle) -> None:
    write_in(world.priya, "It rings wrong again!", thread=case.thread(), at=world.now + DAY)
    settle()


def by_saying_not_yet(case: Case, world: World, settle: Settle) -> None:
    case.reopen(by=world.priya, reason="Not yet.", at=world.now + DAY)


def by_one_of_us(case: Case, world: World, settle: Settle) -> None:
    case.reopen(by=world.ana, reason="They called.", at=world.now + DAY)


@pytest.mark.parametrize("reopened", [by_mail, by_saying_not_yet, by_one_of_us])
def test_nobody_asks_how_it_is_going_about_what_opened_again(
    severe: Case, world: World, settle: Settle, reopened: Callable[..., None]
) -> None:
    checked_in = Outstanding.objects.of(severe).get().promise
    reopened(severe, world, settle)
    severe.refresh_from_db()
    assert severe.state == State.ACTIVE and owed(severe) == ["answer"]
    assert (checked_in.outcome.kind, checked_in.outcome.words) == ("released", LET_GO)
    resolved(severe, world, at=world.now + DAY + timedelta(minutes=5))
    assert owed(severe) == ["check_in"] and Outstanding.objects.of(severe).get().promise != checked_in


def test_the_question_whether_it_works_and_letters_of_machines_are_no_check_in(
    severe: Case, world: World, settle: Settle
) -> None:
    asked = severe.resolutions.get().message
    assert asked.told_at is None
    letter = {"to": world.priya, "thread": severe.thread(), "by": None, "auto": "help", "at": world.now + DAY}
    Message.write(text="Ben helps.", **letter)
    tell_everything(settle, at=world.now + DAY)
    assert Message.objects.get(pk=asked.pk).told_at is not None and owed(severe) == ["check_in"]
    severe.reply("How is it going?", by=world.ana, at=world.now + 2 * DAY)
    tell_everything(settle, at=world.now + 2 * DAY)
    assert owed(severe) == []
