"""Hostile HTML is inert in a real browser: cleaned as we clean it, and served as we serve it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from fiverings.channels.gateways.mail.cleaning import clean
from fiverings.conversations.models import Message
from fiverings.conversations.tests.letters import receive
from tests.journeys.hostile import FOUND, OURS, Answer, cases, watched
from tests.world import World

SOME = 3
"""Of what shows that each guard stands by itself, and that the watch sees what they keep, every third is enough."""
KEPT = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")


@pytest.fixture(scope="module", autouse=True)
def own_line(browser: Browser) -> Iterator[None]:
    """Beside a browser Django has another line to the database, which nobody else would end."""
    yield
    connection.close()


@pytest.fixture
def hostile() -> list[str]:
    if not (collected := cases()):
        pytest.skip(
            "The collection sec-html-sanitising is not beside the project (../shared/data/sec-html-sanitising)."
        )
    return [*OURS, *collected]


def served(world: World, some: Sequence[str]) -> list[Answer]:
    """Each of them, as the door hands out the HTML of a message."""
    client, first = Client(), receive(world.priya, html_safe="<p>Hello</p>")
    client.force_login(world.ana)
    like = {each.attname: getattr(first, each.attname) for each in first._meta.concrete_fields if not each.primary_key}
    said = Message.objects.bulk_create(
        Message(**like | {"html_safe": each.replace("\x00", "") or " "}) for each in some
    )
    return [shown(client, each) for each in said]


def shown(client: Client, message: Message) -> Answer:
    """A message as its door hands it out."""
    answer = client.get(reverse("message-html", args=[message.pk]))
    return Answer(answer.content.decode(), {name: answer[name] for name in KEPT})


def test_whatever_was_written_to_harm_is_inert_where_it_is_shown(
    browser: Browser, world: World, hostile: list[str]
) -> None:
    answers = served(world, [clean(each, []) for each in hostile])
    with watched(browser, answers) as (page, seen):
        assert len(page.frames) == len(hostile) + 1
        assert seen.everything == []
        assert [found for frame in page.frames[1:] for found in frame.evaluate(FOUND)] == []


def test_cleaning_alone_would_be_enough(browser: Browser, hostile: list[str]) -> None:
    with watched(browser, [Answer(clean(each, [])) for each in hostile]) as (_page, seen):
        assert seen.everything == []


def test_the_frames_policy_alone_would_be_enough(browser: Browser, world: World, hostile: list[str]) -> None:
    with watched(browser, served(world, hostile[::SOME])) as (_page, seen):
        assert (seen.ran, seen.left, seen.opened) == ([], [], [])


def test_without_either_it_runs_asks_leaves_and_sends(browser: Browser, hostile: list[str]) -> None:
    with watched(browser, [Answer(each) for each in [*OURS, *hostile[::SOME]]]) as (_page, seen):
        assert len(seen.ran) > 20
        assert {f"GET http://afar.test/{number}" for number in (1, 4, 6, 13, 16, 22, 25, 27, 29)} <= set(seen.left)
        assert any("/31" in each for each in seen.left)


def test_a_browser_asks_nobody_but_us_for_pictures_and_only_once_somebody_wants_to_see_them(
    browser: Browser, world: World
) -> None:
    html = '<img src="http://afar.test/a.png"><img src="https://afar.test/b.png" style="background:url(//afar.test/c)">'
    message, client = receive(world.priya, html_safe=clean(html, [])), Client()
    client.force_login(world.ana)
    with watched(browser, [shown(client, message)]) as (_page, seen):
        assert seen.everything == []
    client.post(reverse("message-pictures", args=[message.pk]))
    with watched(browser, [shown(client, message)]) as (_page, seen):
        asked = [each.rpartition("/")[0] for each in seen.left]
        assert asked == ["GET http://testserver/outside/pictures"] * 2
