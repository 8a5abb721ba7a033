"""Following: what happens after a line of the journal, once, apart from it, and without end nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core import following
from fiverings.core.following import when
from fiverings.core.journal import ChainTooLong, announce, history
from fiverings.core.models import Entry, FailedReaction, Reacted
from fiverings.core.payload import recall, revive
from fiverings.people.models import Person
from tests.world import World

from .waving import Waved

A_MINUTE = timedelta(minutes=1)


def test_whoever_reacts_finds_only_the_records_that_they_look_at(world: World) -> None:
    (line,) = announce(Waved(world.ben, times=2), by=world.ana)
    with CaptureQueriesContext(connection) as asked:
        event = revive(line)
        assert (event.times, event.note, event.entry) == (2, "", line)
        assert not asked
        assert (event.to, event.subject) == (world.ben, world.ben)
        assert len(asked) == 1
        assert event.by == world.ana and event == recall([line])[0]
    with pytest.raises(AttributeError, match=r"core\.Waved has no shout"):
        event.shout  # noqa: B018


def test_a_reaction_runs_once_and_names_its_cause(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    seen: list[int] = []

    @when(Waved)
    def wave_back(event: Waved) -> None:
        seen.append(event.times)
        if event.times == 1:
            announce(Waved(world.ana, times=2), by=event.to)

    (line,) = announce(Waved(world.ben), by=world.ana)
    settle()
    following.follow(line.id)
    settle()
    assert seen == [1, 2]
    effect = Entry.objects.get(cause=line)
    assert (effect.depth, effect.origin) == (1, line.id)
    assert Reacted.objects.filter(entry=line).count() == 1


def test_one_transaction_queues_one_follower_for_all_its_lines(world: World, reactions: dict[str, object]) -> None:
    when(Waved)(lambda event: None)
    before = ProcrastinateJob.objects.count()
    announce(Waved(world.ben), Waved(world.ana), by=None)
    announce(Waved(world.chidi), by=None)
    assert ProcrastinateJob.objects.count() == before + 1


def test_a_follower_rolled_back_with_a_savepoint_is_queued_again_by_the_next_line(
    world: World, reactions: dict[str, object]
) -> None:
    when(Waved)(lambda event: None)
    before = ProcrastinateJob.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce(Waved(world.ben), by=None)
        raise ZeroDivisionError
    assert ProcrastinateJob.objects.count() == before
    announce(Waved(world.ana), by=None)
    assert ProcrastinateJob.objects.count() == before + 1


def test_history_is_not_reacted_to_unless_the_reaction_says_so(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    seen: list[str] = []
    when(Waved)(lambda event: seen.append("lived"))

    @when(Waved, history=True)
    def keep_count(event: Waved) -> None:
        seen.append("history")

    with history("seeded"):
        announce(Waved(world.ben), by=world.ana)
    settle()
    assert seen == ["history"]


def test_a_reaction_that_fails_is_shown_beside_its_line_and_undoes_only_itself(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    seen: list[str] = []

    @when(Waved)
    def stumble(event: Waved) -> None:
        Person.objects.filter(id=event.to.id).update(known_as="Stumbled")
        raise ZeroDivisionError

    @when(Waved)
    def carry_on(event: Waved) -> None:
        seen.append("carried on")

    (line,) = announce(Waved(world.ben), by=world.ana)
    settle(failing=True)
    failed = FailedReaction.objects.get(entry=line)
    world.ben.refresh_from_db()
    assert failed.reaction.endswith("stumble") and "ZeroDivision" in failed.error
    assert seen == ["carried on"] and world.ben.known_as == "Ben"
    assert ProcrastinateJob.objects.filter(task_name="react").count() == 1


def test_a_chain_stops_after_eight_links_with_the_name_of_its_origin(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    @when(Waved)
    def wave_on(event: Waved) -> None:
        announce(Waved(event.to, times=event.times + 1), by=None)

    (line,) = announce(Waved(world.ben), by=world.ana)
    settle(failing=True)
    assert Entry.objects.order_by("-depth")[0].depth == 8
    failed = FailedReaction.objects.get()
    assert ChainTooLong.__name__ in failed.error and f"line {line.id}" in failed.error


def test_what_follows_very_many_lines_is_done_once_and_lets_single_acts_pass(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    seen: list[int] = []
    when(Waved)(lambda event: seen.append(event.times))
    lines = 2 * following.LINES_AT_ONCE + 5
    announce(*(Waved(world.ben, times=n) for n in range(lines)), by=world.ana)
    follower = ProcrastinateJob.objects.get(status="todo")
    assert follower.priority < 0 and datetime.now(UTC) < follower.scheduled_at < datetime.now(UTC) + A_MINUTE
    follower.delete()
    following.follow(**follower.args)
    assert len(seen) == following.LINES_AT_ONCE
    assert ProcrastinateJob.objects.get(status="todo").priority < 0
    settle()
    assert seen == list(range(lines))
