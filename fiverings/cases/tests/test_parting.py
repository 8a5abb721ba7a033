"""What was merged is parted again; however cases are merged and parted, nothing is lost or said twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiverings.cases.events import CaseParted
from fiverings.cases.models import (
    CannotPart,
    Case,
    State,
)
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, propose, resolved, written
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.models import Entry
from fiverings.promises.models import Outstanding, Promise
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


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merged(again: Case, case: Case, world: World) -> None:
    again.merge_into(case, reason="The same line", by=world.ana, at=world.now + timedelta(hours=2))
    case.refresh_from_db()


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


def test_what_is_part_of_a_case_that_is_closed_for_good_is_parted_and_goes_on(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    thread = again.thread()
    merged(again, case, world)
    resolved(case, world, at=world.now + timedelta(hours=3))
    for each in Outstanding.objects.of(case).select_related("promise"):
        each.promise.release(words="Answered.", by=world.ana, at=world.now + timedelta(hours=3))
    case.close(at=world.now + timedelta(days=15))
    settle()
    again.part(by=world.ana, at=world.now + timedelta(days=16))
    settle()
    thread.refresh_from_db()
    assert (fresh(case).state, again.state, thread.journey) == (State.CLOSED, State.INTAKE, again.journey)
    assert owed(again) and not owed(fresh(case)), "the closed one owes nothing, and what goes on does"
    assert [each.count for rule in ("I-03", "I-20") for each in ask_rules(rule)] == [0, 0]


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


ACTS = ("merge", "part", "receive", "reply", "propose")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 2)), max_size=7)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_however_cases_are_merged_and_parted_nothing_is_lost(world: World, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        try:
            _live_through(world, steps)
        finally:
            transaction.set_rollback(True)


def _live_through(world: World, steps: list[tuple[str, int, int]]) -> None:
    cases = [past_the_gate(written(world.priya, settle_everything, f"Need {n}.", at=clock.now())) for n in range(3)]
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
        elif act == "propose" and one.state == State.ACTIVE:
            propose(one, world, at=clock.now())
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
        assert (case.proposed() is not None) == (case.state == State.PROPOSED)
    said = Message.objects.filter(thread__in=threads)
    assert said.count() == Message.objects.count()
