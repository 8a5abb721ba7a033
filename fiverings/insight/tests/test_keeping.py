"""The database keeps a document beside each record, and nothing else."""

from __future__ import annotations

from django.db import connection

from fiverings.cases.models import Case
from fiverings.conversations.models import Journey
from fiverings.insight.models import Document, Search
from tests.world import World

ASTRAY = """
SELECT coalesce(s.label, d.label), coalesce(s.record_id, d.record_id)
  FROM insight_source s FULL JOIN insight_document d ON d.label = s.label AND d.record_id = s.record_id
 WHERE (s.journey_id, s.words) IS DISTINCT FROM (d.journey_id, d.words)
"""


def astray() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY)
        return list(cursor.fetchall())


def test_documents_say_what_their_records_say_whatever_happens_to_them(world: World) -> None:
    case = Case.open_for(world.maple, need="A lamp.", contact=world.priya, by=world.ana)
    case.note("Kumquat.", by=world.ana)
    first, second = case.reply("One.", by=world.ana), case.reply("Two.", by=world.ana)
    second.take_back(by=world.ana)
    other = Journey.begin(world.orion, at=world.now)
    type(first.thread).objects.filter(pk=first.thread_id).update(journey=other)
    Case.objects.filter(pk=case.pk).update(need="Another lamp.")
    assert astray() == []
    assert Document.objects.get(label="conversations.message", record_id=first.pk).journey == other


def test_what_is_forgotten_is_no_longer_found(world: World) -> None:
    case = Case.open_for(world.maple, need="A lamp.", contact=world.priya, by=world.ana)
    note = case.note("Kumquat marmalade.", by=world.ana)
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget('conversations_note', %s)", [note.pk])
        cursor.execute("SELECT core_forget('cases_case', %s)", [case.pk])
    assert Search("kumquat", person=world.ana).sights(most=5) == Search("lamp", person=world.ana).sights(most=5) == []
    assert astray() == []
