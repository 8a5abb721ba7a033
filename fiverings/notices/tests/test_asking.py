"""The bell is read from indexes, with a fixed number of questions, however much somebody was told."""

from __future__ import annotations

from django.test import Client

from bench.bulk import pour, reserve
from fiverings.core.models import Entry
from fiverings.notices.models import Notice
from fiverings.people.models import Person
from tests.asking import questions, read_in_full
from tests.world import World

MANY = 20_000


def tell_much(world: World, count: int) -> None:
    """So many notices of the whole staff, every hundredth unread."""
    staff, at = list(Person.objects.order_by("id")), world.now
    known = {"kind": "people.RoleGiven", "payload": "{}", "subject_label": "people.person", "subject_id": world.ana.pk}
    ids = reserve(Entry, count)
    pour(Entry, (Entry(id=id_, at=at, **known) for id_ in ids))
    told = ((staff[n % 12], id_, None if n % 100 == 0 else at) for n, id_ in enumerate(ids))
    pour(Notice, (Notice(person=p, entry_id=e, told_at=at, read_at=r) for p, e, r in told), leaving=["id"])


def test_the_bell_is_read_by_index_among_twenty_thousand_notices(world: World, client: Client) -> None:
    tell_much(world, MANY)
    client.force_login(world.ana)
    assert read_in_full("notices_notice", lambda: client.get("/notices/")) == []


def test_the_bell_asks_the_same_number_of_questions_however_much_one_was_told(world: World, client: Client) -> None:
    client.force_login(world.ana)
    tell_much(world, 24)
    few = len(questions(lambda: client.get("/notices/")))
    tell_much(world, 480)
    assert len(questions(lambda: client.get("/notices/"))) == few
