"""Home asks those who may say it: who is this?"""

from __future__ import annotations

from django.test import Client

from fiverings.customers.models import Contact
from tests.world import World


def home(client: Client, person: object) -> str:
    client.force_login(person)  # type: ignore[arg-type]
    return client.get("/").content.decode()


def test_home_asks_who_a_stranger_is(world: World, client: Client) -> None:
    assert "Who is this?" not in home(client, world.ana)
    sam = Contact.for_address("sam@somewhere.example", "Sam Stranger")
    page = home(client, world.ana)
    assert f'href="/who-is-this/#who-{sam.pk}"' in page
    assert "Who is this?" in page and "Sam Stranger" in page and "sam@somewhere.example" in page


def test_home_asks_nobody_who_may_not_say_it(world: World, client: Client) -> None:
    Contact.for_address("sam@somewhere.example", "Sam Stranger")
    assert "Sam Stranger" not in home(client, world.chidi)
