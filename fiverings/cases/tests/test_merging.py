"""Two cases that are one need become one: what is said about either lands on the survivor, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.events import CaseMerged
from fiverings.cases.models import (
    LISTINGS,
    AlreadyClosed,
    CannotMerge,
    CannotPart,
    Case,
    CollaborationRequest,
    Escalation,
    State,
)
from fiverings.cases.panels.account import open_cases_of_account
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, propose, tell_everything, written
from fiverings.conversations.models import Thread
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Outstanding
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))


@pytest.fixture
def again(case: Case, world: World, settle: Settle) -> Case:
    """The same need, told once more in a new conversation."""
    return written(world.priya, settle, "The phones ring elsewhere!", at=world.now + timedelta(hours=1))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merged(again: Case, case: Case, world: World) -> None:
    again.merge_into(case, reason="The same line", by=world.ana, at=world.now + timedelta(hours=2))
    case.refresh_from_db()


def test_a_merge_brings_threads_and_promises_to_the_survivor_whose_owner_stays(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    merged(again, case, world)
    settle()
    assert (again.state, again.merged_into, case.owner, case.state) == (State.MERGED, case, world.ana, State.ACTIVE)
    assert case.journey.threads.count() == 2 and not again.journey.threads.exists()
    assert owed(again) == [] and owed(case) and fresh(again).next_due_at is None
    assert Entry.objects.about(again).filter(kind=CaseMerged.kind).count() == 1
    assert case.last_heard_at == world.now + timedelta(hours=1)


def test_what_is_promised_twice_stands_once_by_the_earlier_time(case: Case, again: Case, world: World) -> None:
    earliest = min(each.due_at for one in (case, again) for each in Outstanding.objects.of(one))
    at = earliest - timedelta(minutes=1)
    again.merge_into(case, by=world.ana, at=at)
    assert [each.due_at for each in Outstanding.objects.of(case)] == [earliest]
    (released,) = Outcome.objects.filter(kind="released")
    assert released.words == "merged"


def test_a_new_message_of_a_merged_case_lands_on_the_survivor(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    thread = again.thread()
    merged(again, case, world)
    found = Thread.for_mail(token=again.number, account=world.maple)
    message = write_in(world.priya, "Still the same.", thread=found, at=world.now + timedelta(hours=3))
    settle()
    assert found == thread and message.thread.journey == case.journey and Case.objects.count() == 2
    assert fresh(case).last_heard_at == world.now + timedelta(hours=3) and fresh(again).state == State.MERGED


def test_merged_ones_are_in_no_list_and_no_count(case: Case, again: Case, world: World, settle: Settle) -> None:
    merged(again, case, world)
    settle()
    for listing in LISTINGS.values():
        assert again not in listing.page(world.ana).cases
    request = type("Asked", (), {"person": world.ana})()
    assert open_cases_of_account(request, world.maple).context["cases"] == [case]
    assert not Case.objects.to_close(clock.now() + timedelta(days=400)).filter(pk=again.pk).exists()


def test_the_page_of_a_merged_case_leads_to_the_survivor(case: Case, again: Case, world: World) -> None:
    merged(again, case, world)
    page = signed_in(world.ana).get(again.get_absolute_url()).content.decode()
    assert case.get_absolute_url() in page and "Part of another case" in page and "Part them" in page
    assert again.get_absolute_url() in signed_in(world.ana).get(case.get_absolute_url()).content.decode()


def test_nothing_is_written_on_a_merged_case(case: Case, again: Case, world: World) -> None:
    merged(again, case, world)
    for write in (again.reply, again.note):
        with pytest.raises(AlreadyClosed):
            write("One more thing", by=world.ana)


def test_a_case_is_merged_from_its_page_in_one_act_that_can_be_undone(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    client = signed_in(world.ana)
    shown = client.post(f"/cases/{again.number}/merge/", {"survivor": case.pk, "reason": "The same line"}, follow=True)
    settle()
    assert fresh(again).merged_into == case and f"/cases/{again.number}/parting/" in shown.content.decode()
    client.post(f"/cases/{again.number}/parting/")
    settle()
    assert fresh(again).state == State.INTAKE


def test_open_questions_to_colleagues_are_settled(case: Case, again: Case, world: World) -> None:
    again = past_the_gate(again)
    again.hand_off(to=world.ben, note="You know them.", by=world.ana, next_step="Call", why="Ana is away")
    again.ask(to=world.chidi, what="Look", needed_by=clock.now() + timedelta(days=1), by=world.ana)
    again.escalate(kind="functional", reason="Nobody knows", needed="A line test", by=world.ana)
    merged(again, case, world)
    assert again.offer() is None
    assert not CollaborationRequest.objects.filter(case=again, ended_at=None).exists()
    assert not Escalation.objects.filter(case=again, ended_at=None).exists()


@pytest.mark.parametrize("state", [State.WAITING, State.PROPOSED])
def test_what_waits_for_the_customer_goes_on_before_it_is_merged(
    case: Case, again: Case, world: World, state: str
) -> None:
    again = past_the_gate(again)
    if state == State.PROPOSED:
        propose(again, world)
    else:
        Case.objects.filter(pk=again.pk).update(state=state)
    again.refresh_from_db()
    merged(again, case, world)
    assert again.merges.get().state_before == State.ACTIVE and again.proposed() is None


def test_only_open_cases_of_one_customer_are_merged_by_their_owner_or_a_lead(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    theirs = written(world.omar, settle, "Our PBX hums.", at=world.now)
    for one, other, by in ((case, case, world.ana), (case, theirs, world.ana), (again, case, world.ben)):
        with pytest.raises(CannotMerge):
            one.merge_into(other, by=by)
    again.merge_into(case, by=world.dana, at=world.now)
    for one, other in ((again, case), (case, again)):
        with pytest.raises(CannotMerge):
            one.merge_into(other, by=world.ana)
    with pytest.raises(CannotPart):
        again.part(by=world.ben)
    assert signed_in(world.gus).post(f"/cases/{again.number}/parting/").status_code in (403, 404)


def test_messages_told_meanwhile_are_told_once(case: Case, again: Case, world: World, settle: Settle) -> None:
    again.reply("We are on it.", by=world.ana, at=world.now)
    merged(again, case, world)
    tell_everything(settle, at=world.now + timedelta(hours=2))
    assert fresh(case).last_told_at and fresh(again).last_told_at is None


def test_colleagues_who_told_us_the_same_do_not_read_each_others_words(
    case: Case, world: World, settle: Settle
) -> None:
    lou = Contact.introduce(account=world.maple, name="Lou Park", address="lou@mapledental.example", by=world.ana)
    theirs = written(lou, settle, "The phones ring elsewhere, says my chief.", at=world.now)
    before = case.thread()
    theirs.merge_into(case, by=world.ana)
    assert case.thread() == before
    answer = case.reply("We mend it.", by=world.ana)
    assert (answer.thread, answer.to, answer.cc) == (before, ["priya@mapledental.example"], [])
    assert "chief" not in propose(case, world).message.text
