"""The journal: what is announced is written with the change, once, in order, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core import following
from fiverings.core.events import Event
from fiverings.core.following import when
from fiverings.core.journal import ChainTooLong, OutsideTransaction, announce, history
from fiverings.core.models import Entry, FailedReaction, Mention, Reacted
from fiverings.core.payload import WordsInJournal, recall, revive
from fiverings.people.models import Person
from tests.world import World


@dataclass(frozen=True)
class Waved(Event):
    """Somebody waved to somebody."""

    to: Person
    times: int = 1
    note: str = ""
    sentence = "{by} waved to {to}, {times} times"


@pytest.fixture
def reactions(monkeypatch: pytest.MonkeyPatch) -> dict[str, following.Reaction]:
    """An empty set of reactions for one test."""
    kept: dict[str, following.Reaction] = {}
    monkeypatch.setattr(following, "REACTIONS", kept)
    return kept


def test_an_act_announced_outside_a_transaction_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as outside, pytest.raises(OutsideTransaction):
        outside.setattr(connections["default"], "in_atomic_block", False)
        announce(Waved(world.ben), by=world.ana)


def test_a_line_holds_the_subject_the_actor_and_both_times(world: World) -> None:
    long_ago = datetime(2026, 2, 1, 9, tzinfo=UTC)
    (line,) = announce(Waved(world.ben, times=2), by=world.ana, at=long_ago)
    line.refresh_from_db()
    assert (line.kind, line.at) == ("core.Waved", long_ago)
    assert line.recorded_at > long_ago + timedelta(days=100)
    assert line.subject.id == world.ben.id and line.actor and line.actor.id == world.ana.id


def test_a_line_is_told_in_a_sentence_made_from_the_records_as_they_are_now(world: World) -> None:
    (line,) = announce(Waved(world.ben, times=2), by=world.ana)
    Person.objects.filter(id=world.ben.id).update(known_as="Benedict")
    assert recall([line])[0].tell() == "Ana waved to Benedict, 2 times"


def test_every_record_an_event_holds_and_its_actor_find_the_line(world: World) -> None:
    (line,) = announce(Waved(world.ben), by=world.ana)
    assert set(Mention.objects.filter(entry=line).values_list("record_id", flat=True)) == {world.ana.id, world.ben.id}
    assert line in Entry.objects.about(world.ana) and line in Entry.objects.about(world.ben)


def test_a_line_and_what_it_mentions_are_written_with_one_question(world: World, reactions: dict[str, object]) -> None:
    with CaptureQueriesContext(connection) as asked:
        (line,) = announce(Waved(world.ben), by=world.ana)
    assert len(asked) == 1 and line.mentions.count() == 2
    kept = Entry.objects.get(pk=line.pk)
    assert (kept.recorded_at, kept.xact, kept.payload) == (line.recorded_at, line.xact, line.payload)


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


def test_the_journal_holds_no_words_of_people(world: World) -> None:
    with pytest.raises(WordsInJournal, match=r"Waved\.note"):
        announce(Waved(world.ben, note="Hello Ben, how are you?"), by=world.ana)


@pytest.mark.parametrize(
    "sql", ["UPDATE core_entry SET kind = 'x'", "DELETE FROM core_mention", "TRUNCATE core_entry CASCADE"]
)
def test_the_database_refuses_to_change_the_journal(world: World, sql: str) -> None:
    announce(Waved(world.ben), by=world.ana)
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_orm_and_bulk_update_cannot_change_the_journal_either(world: World) -> None:
    (line,) = announce(Waved(world.ben), by=world.ana)
    line.kind = "x"
    for change in (
        line.save,
        lambda: Entry.objects.update(depth=1),
        lambda: Entry.objects.bulk_update([line], ["kind"]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


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
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce(Waved(world.ben), by=None)
        raise ZeroDivisionError
    assert ProcrastinateJob.objects.count() == 0
    announce(Waved(world.ana), by=None)
    assert ProcrastinateJob.objects.count() == 1


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
