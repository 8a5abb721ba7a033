"""The journal is read from indexes, with a fixed number of questions, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from bench.bulk import pour, pour_rows, reserve
from fiverings.core.events import KINDS, Event
from fiverings.core.journal import announce, history
from fiverings.core.live import present, read
from fiverings.core.models import Entry, Mention
from fiverings.core.payload import recall
from fiverings.people.models import Membership, Person
from tests.asking import questions, read_in_full
from tests.world import World

MANY = 20_000


@dataclass(frozen=True)
class Welcomed(Event):
    """Somebody was welcomed in a team."""

    membership: Membership
    sentence = "{by} welcomed {membership.person} in {membership.team}"


@pytest.fixture(autouse=True)
def welcomed() -> Iterator[None]:
    """The kind is known to the journal while these tests run."""
    KINDS[Welcomed.kind] = Welcomed
    yield
    KINDS.pop(Welcomed.kind)


def happen_much(world: World, count: int) -> None:
    """So many lines about our staff, each of which mentions two of them."""
    staff = list(Person.objects.order_by("id"))
    ids = reserve(Entry, count)
    known: dict[str, Any] = {"payload": "{}", "subject_label": "people.person", "actor_label": "", "at": world.now}
    pour(Entry, (Entry(id=id_, kind="people.RoleGiven", subject_id=staff[id_ % 12].pk, **known) for id_ in ids))
    mentions = ((id_, "people.person", staff[(id_ + n) % 12].pk) for id_ in ids for n in (0, 1))
    rare = ((id_, "customers.account", world.maple.pk) for id_ in ids[::500])
    pour_rows(Mention._meta.db_table, ["entry_id", "label", "record_id"], (*mentions, *rare))


def opened(person: Person, address: str) -> Any:
    browser = Client()
    browser.force_login(person)
    return lambda: browser.get(address)


def test_the_journals_page_and_a_records_lines_are_read_by_index_among_twenty_thousand(world: World) -> None:
    happen_much(world, MANY)
    for act in (
        opened(world.dana, "/journal/"),
        lambda: list(Entry.objects.about(world.maple).order_by("-id")[:30]),
        lambda: read(present(), world.ana),
    ):
        assert read_in_full("core_entry", act) == []
    assert read_in_full("core_mention", lambda: list(Entry.objects.about(world.maple).order_by("-id")[:30])) == []


def test_sentences_that_reach_beyond_their_records_ask_once_for_all_lines(world: World) -> None:
    with transaction.atomic(), history("seeded"):
        lines = [announce(Welcomed(each), by=world.ana)[0] for each in Membership.objects.order_by("id")]
    assert len(lines) > 2
    told = [len(questions(lambda some=some: [event.tell() for event in recall(some)])) for some in (lines[:1], lines)]
    assert told[0] == told[1]
    assert recall(lines)[0].tell() == f"Ana welcomed {lines and Membership.objects.earliest('id').person} in Care"


def test_the_journals_page_asks_the_same_number_of_questions_however_many_lines_it_shows(world: World) -> None:
    few = len(questions(opened(world.dana, "/journal/")))
    happen_much(world, 200)
    assert len(questions(opened(world.dana, "/journal/"))) <= few
