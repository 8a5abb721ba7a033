"""The journal: what is announced is written with the change, once, in order, and never changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from fiverings.core.journal import OutsideTransaction, announce
from fiverings.core.models import Entry
from fiverings.core.payload import WordsInJournal, recall
from fiverings.people.models import Person
from tests.world import World

from .waving import Led, Waved


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


def test_every_record_that_an_event_holds_finds_the_line_unless_it_names_some(world: World) -> None:
    waved, led = announce(Waved(world.ben), Led(world.ben, at_the_end_of=world.ana), by=world.chidi)
    assert waved in Entry.objects.about(world.ben) and waved not in Entry.objects.about(world.chidi)
    assert led in Entry.objects.about(world.ana) and led not in Entry.objects.about(world.ben)


def test_a_line_and_what_it_mentions_are_written_with_one_question(world: World, reactions: dict[str, object]) -> None:
    with CaptureQueriesContext(connection) as asked:
        (line,) = announce(Waved(world.ben), by=world.ana)
    assert len(asked) == 1 and line.mentions.count() == 1
    kept = Entry.objects.get(pk=line.pk)
    assert (kept.recorded_at, kept.xact, kept.payload) == (line.recorded_at, line.xact, line.payload)


def test_the_journal_holds_no_words_of_people(world: World) -> None:
    with pytest.raises(WordsInJournal, match=r"Waved\.note"):
        announce(Waved(world.ben, note="Hello Ben, how are you?"), by=world.ana)


def test_no_code_can_be_taken_for_a_record(world: World) -> None:
    with pytest.raises(WordsInJournal), transaction.atomic():
        announce(Waved(world.ben, note=f"people.person#{world.ana.id}"), by=world.ana)


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


def test_many_lines_are_written_in_their_order_with_one_question(world: World, reactions: dict[str, object]) -> None:
    people = [world.ben, world.chidi] * 15
    with CaptureQueriesContext(connection) as asked:
        lines = announce(*(Waved(each, times=n) for n, each in enumerate(people)), by=world.ana)
    assert len(asked) == 1
    kept = Entry.objects.filter(pk__in=[line.pk for line in lines]).order_by("id")
    assert [line.pk for line in kept] == [line.pk for line in lines]
    assert [line.payload["times"] for line in kept] == list(range(30))
    assert [line.subject.id for line in kept] == [each.pk for each in people]
    assert set(Entry.objects.about(world.ben).filter(kind="core.Waved")) == set(lines[::2])
    assert {(line.xact, line.recorded_at, line.actor_id) for line in kept} == {
        (lines[0].xact, lines[0].recorded_at, world.ana.pk)
    }
