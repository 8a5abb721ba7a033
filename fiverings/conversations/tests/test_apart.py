"""What strangers sent can be shown under an address of its own, where nothing of ours lives and no cookie counts."""

from __future__ import annotations

import time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from fiverings.conversations.models import Message
from tests.world import World

from .letters import File, receive
from .test_doors import PICTURE

APART = "content.example"


@pytest.fixture(autouse=True)
def apart(settings: Any) -> None:
    settings.CONTENT_ADDRESS = f"https://{APART}"
    settings.PUBLIC_ADDRESS = "https://house.example"
    settings.ALLOWED_HOSTS = [APART, "testserver"]


@pytest.fixture
def message(world: World) -> Message:
    html = '<p>Hello</p><img src="cid:logo@x">'
    found: Message = receive(world.priya, html_safe=html, attachments=[File(), PICTURE])
    return found


@pytest.fixture
def way(world: World, client: Client, message: Message) -> str:
    """Where the frame of a page is sent."""
    client.force_login(world.ana)
    sent = client.get(reverse("message-html", args=[message.pk]))
    assert (sent.status_code, sent["Cache-Control"]) == (302, "private, no-store")
    return str(sent["Location"])


def there(address: str, client: Client | None = None) -> Any:
    """As a browser asks for it there, knowing nobody."""
    path = address.removeprefix(f"https://{APART}")
    return (client or Client()).get(path, headers={"host": APART, "sec-fetch-dest": "iframe"})


def test_a_strangers_html_and_its_pictures_are_shown_there_without_a_cookie(way: str) -> None:
    shown = there(way)
    assert b"<p>Hello</p>" in shown.content and not shown.cookies
    assert "X-Frame-Options" not in shown
    policy = shown["Content-Security-Policy"]
    assert f"img-src http://{APART}/pictures/" in policy and policy.endswith("frame-ancestors https://house.example")
    picture = shown.content.decode().split('src="')[1].split('"')[0]
    assert b"".join(there(picture).streaming_content) == PICTURE.content
    assert Client().get(picture).status_code == 404, "and nowhere else"


def test_a_file_is_saved_from_there(world: World, client: Client, message: Message) -> None:
    client.force_login(world.ana)
    sent = client.get(reverse("attachment", args=[message.attachments.get(name="invoice.pdf").pk]))
    saved = there(sent["Location"])
    assert b"".join(saved.streaming_content) == b"%PDF of the invoice"
    assert saved["Content-Disposition"].startswith("attachment")


def test_the_way_there_holds_for_a_minute_and_one_reader_and_only_there(
    world: World, way: str, message: Message
) -> None:
    assert Client().get(way.removeprefix(f"https://{APART}")).status_code == 404
    assert there(way[:-1] + ("A" if way[-1] != "A" else "B")).status_code == 404
    with time_machine.travel(time.time() + 70):
        assert there(way).status_code == 404
    world.maple.entrust(to=world.dana, by=world.dana)
    world.maple.make_confidential(reason="A merger", by=world.dana)
    assert there(way).status_code == 404, "whoever may not see it any more does not"


def test_nothing_else_is_there_even_for_whoever_is_signed_in(world: World, client: Client, way: str) -> None:
    for path in ("/", "/mail/", "/accounts/login/", "/api/v1/me", "/static/css/house.css"):
        assert there(path, client).status_code == 404


def test_without_such_an_address_nothing_is_sealed(settings: Any, way: str) -> None:
    settings.CONTENT_ADDRESS = ""
    assert there(way).status_code == 404
