"""What came in is read from indexes, with a fixed number of questions, however much mail there is."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from bench.bulk import pour
from fiverings.channels.models import Arrival
from tests.asking import questions, read_in_full
from tests.world import World

MANY = 20_000


def arrive_much(world: World, count: int, *, seed: str = "") -> None:
    """So many mails, every thousandth set aside."""
    known = {"mailbox": world.mailbox, "via": "smtp", "size": 1, "came_at": world.now, "arrived_at": world.now}
    aside = {"outcome": "aside", "reason": "nobody", "settled_at": world.now}
    names = (f"{seed}{n}" for n in range(count))
    mails = (
        Arrival(
            **known, identity=name, sha256=name, sender=f"{name}@customer.example", **(aside if n % 1000 == 0 else {})
        )
        for n, name in enumerate(names)
    )
    pour(Arrival, mails, leaving=["id"])


def test_mail_is_read_by_index_among_twenty_thousand(world: World, client: Client) -> None:
    arrive_much(world, MANY)
    client.force_login(world.admin)
    assert read_in_full("channels_arrival", lambda: client.get("/mail/")) == []
    since = world.now - timedelta(minutes=10)
    sender = Arrival.objects.filed_from("7@customer.example", since=since)
    assert read_in_full("channels_arrival", lambda: sender[:100].count()) == []


def test_the_mail_page_asks_the_same_number_of_questions_however_much_came(world: World, client: Client) -> None:
    client.force_login(world.admin)
    arrive_much(world, 3)
    few = len(questions(lambda: client.get("/mail/")))
    arrive_much(world, 40, seed="more")
    assert len(questions(lambda: client.get("/mail/"))) == few
