"""Two cases that are one need become one and two again; whatever happens in between, nothing is lost or said twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiverings.cases.events import CaseMerged, CaseParted
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
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Outstanding, Promise
from tests.settling import settle_everything
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


def test_parting_brings_everything_back(case: Case, again: Case, world: World, settle: Settle) -> None:
    thread, before = again.thread(), owed(again)
    merged(again, case, world)
    write_in(world.priya, "Still the same.", thread=thread, at=world.now + timedelta(hours=3))
    settle()
    again.part(by=world.ana, at=world.now + timedelta(hours=4))
    settle()
    thread.refresh_from_db()
    assert (again.state, again.merged_into, again.ended_at) == (State.INTAKE, None, None)
    assert thread.journey == again.journey and thread.messages.count() == 2, "what came meanwhile stays in its thread"
    assert owed(again) == before and owed(case)
    assert (again.last_heard_at, again.waiting_since) == (
        world.now + timedelta(hours=3), world.now + timedelta(hours=1),
    )  # fmt: skip
    assert fresh(case).last_heard_at == world.now
    assert Entry.objects.about(again).filter(kind=CaseParted.kind).count() == 1
    with pytest.raises(CannotPart):
        again.part(by=world.ana)


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


FORGERIES = (
    "UPDATE cases_case SET state='merged', merged_into_id={case}, ended_at=opened_at, waiting_since=NULL"
    " WHERE id={again}",
    "UPDATE cases_case SET merged_into_id={case} WHERE id={again}",
)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_database_merges_nothing_without_a_merge(case: Case, again: Case, forgery: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forgery.format(case=case.pk, again=again.pk))


def test_the_database_keeps_what_is_merged(case: Case, again: Case, world: World, settle: Settle) -> None:
    merged(again, case, world)
    settle()
    back = {"state": State.ACTIVE, "merged_into": None, "ended_at": None}
    for change in (back, {"need": "Another"}, {"owner": world.ben}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=again.pk).update(**change)
    for forge in (
        lambda: Thread.objects.filter(journey=case.journey).update(journey=again.journey),
        lambda: Outstanding.objects.of(case).point_to(again),
        lambda: Thread(journey=again.journey, subject="Hello").save(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forge()
            connection.check_constraints()


STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "part", "receive", "reply"]), st.integers(0, 2), st.integers(0, 2)), max_size=7
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_however_cases_are_merged_and_parted_nothing_is_lost(world: World, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        try:
            _live_through(world, steps)
        finally:
            transaction.set_rollback(True)


def _live_through(world: World, steps: list[tuple[str, int, int]]) -> None:
    cases = [written(world.priya, settle_everything, f"Need {n}.", at=clock.now()) for n in range(3)]
    threads = [case.thread() for case in cases]
    promises = {each.pk for each in Promise.objects.all()}
    for act, first, second in steps:
        one, other = fresh(cases[first]), fresh(cases[second])
        if act == "merge" and first != second and one.is_open and other.is_open:
            one.merge_into(other, by=world.ana)
        elif act == "part" and one.state == State.MERGED:
            one.part(by=world.ana)
        elif act == "receive":
            write_in(world.priya, "Hello?", thread=Thread.objects.get(pk=threads[first].pk), at=clock.now())
        elif act == "reply" and one.is_open:
            one.reply("Soon.", by=world.ana)
        settle_everything()
        _expect_all_in_place(cases, threads)
    assert {each.pk for each in Promise.objects.all()} >= promises
    assert Message.objects.filter(direction="in").count() == 3 + sum(act == "receive" for act, *_ in steps)
    for case in reversed(cases):
        while fresh(case).state == State.MERGED:
            fresh(case).part(by=world.ana)
    settle_everything()
    homes = [Thread.objects.get(pk=thread.pk).journey_id for thread in threads]
    assert homes == [case.journey_id for case in cases], "each thread is at home again"


def _expect_all_in_place(cases: list[Case], threads: list[Thread]) -> None:
    """Each thread lies where its case lives now; each open case owes something, and a merged one nothing."""
    for case, thread in zip(map(fresh, cases), threads, strict=True):
        assert Thread.objects.get(pk=thread.pk).journey_id == case.survivor().journey_id
        assert bool(owed(case)) == case.is_open
    said = Message.objects.filter(thread__in=threads)
    assert said.count() == Message.objects.count()


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
