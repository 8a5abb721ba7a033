"""Pictures of a message that lie elsewhere: asked for by nobody until one of us wants to see them, and then by us."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from fiverings.conversations.models import Message, NoPictures, PictureShowing
from fiverings.conversations.views import attachments
from fiverings.core.models import Entry
from fiverings.core.tests.elsewhere import Server, say, serving
from tests.world import World

from .letters import receive

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = (
    '<p>News</p><img data-src="{afar}" alt="Our shop"><img data-src="http://spy.example/a" width="1" height="1">'
    '<img data-src="http://spy.example/b" style="height:1px;width:1px"><img data-src="{afar}">'
)


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client


def with_pictures(world: World, afar: str = "http://pictures.example/a.png?b=1&amp;c=2") -> Message:
    return receive(world.priya, html_safe=HTML.replace("{afar}", afar))


def frame(client: Client, message: Message) -> str:
    return client.get(reverse("message-html", args=[message.pk])).content.decode()


def sources(client: Client, message: Message) -> list[str]:
    return re.findall(r'\ssrc="([^"]*)"', frame(client, message))


def press(client: Client, message: Message, **more: str) -> int:
    return client.post(reverse("message-pictures", args=[message.pk]), headers=more).status_code


def test_nothing_is_asked_of_others_until_one_of_us_wants_to_see_the_pictures(world: World, ana: Client) -> None:
    message = with_pictures(world)
    assert sources(ana, message) == []
    assert ana.get(reverse("message-pictures", args=[message.pk])).status_code == 405
    assert sources(ana, message) == []


def test_once_wanted_they_are_shown_to_everybody_by_an_address_of_ours(world: World, ana: Client) -> None:
    message = with_pictures(world)
    press(ana, message)
    dana = Client()
    dana.force_login(world.dana)
    for each in (ana, dana):
        shown = sources(each, message)
        assert len(shown) == 2 and all(address.startswith("/outside/pictures/") for address in shown)
    assert "spy.example" not in "".join(message.far_pictures)


def test_it_is_written_down_once_who_wanted_to_see_them(world: World, ana: Client) -> None:
    message = with_pictures(world)
    press(ana, message)
    press(ana, message)
    assert PictureShowing.objects.get().by == world.ana
    assert Entry.objects.filter(kind="conversations.PicturesShown").count() == 1


def test_a_press_shows_the_message_again_in_its_place(world: World, ana: Client) -> None:
    message = with_pictures(world)
    answer = ana.post(reverse("message-pictures", args=[message.pk]), headers={"hx-request": "true"})
    assert b"hx-preserve open>" in answer.content and b"Show pictures" not in answer.content


def test_a_message_without_pictures_elsewhere_offers_none(world: World) -> None:
    message = receive(world.priya, html_safe='<img src="cid:a@b"><p>data-src=</p>')
    assert not message.hides_pictures
    with pytest.raises(NoPictures):
        message.show_pictures(by=world.ana)


def test_who_may_not_see_the_message_has_nothing_fetched(world: World, client: Client) -> None:
    message = with_pictures(world)
    client.force_login(world.chidi)
    assert press(client, message) == 404
    client.force_login(world.admin)
    assert press(client, message) == 403


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], None]:
    """From now on a server on this machine is taken for one outside."""
    return lambda server: monkeypatch.setattr(attachments, "OUTSIDE", server.outside())


def test_a_picture_is_fetched_by_us_and_shown_as_what_it_is(
    world: World, ana: Client, outside: Callable[[Server], None]
) -> None:
    with serving(say(PNG, Content_Type="text/html", Set_Cookie="a=b")) as server:
        outside(server)
        message = with_pictures(world, server.url("/a.png?b=1&amp;c=2"))
        press(ana, message)
        address = sources(ana, message)[0]
        shown = Client().get(address)  # a sandbox sends no cookies
    assert shown.content == PNG
    assert shown["Content-Type"] == "image/png" and shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"].startswith("sandbox") and not shown.cookies
    (asked,) = server.asked
    assert asked.path == "/a.png?b=1&c=2"
    assert not {"Cookie", "Referer", "Origin", "X-Forwarded-For"} & set(asked.headers)


@pytest.mark.parametrize(
    "content", [SVG, b"<html><script>alert(1)</script>", b"", b"GIF", b"BM<script>alert(1)</script>"]
)
def test_what_is_no_picture_by_its_bytes_is_not_handed_on(
    world: World, ana: Client, outside: Callable[[Server], None], content: bytes
) -> None:
    with serving(say(content, Content_Type="image/png")) as server:
        outside(server)
        message = with_pictures(world, server.url())
        press(ana, message)
        assert Client().get(sources(ana, message)[0]).status_code == 404
        assert len(server.asked) == 1


def test_as_the_house_stands_nothing_of_its_own_network_is_fetched(world: World, ana: Client) -> None:
    with serving(say(PNG)) as server:
        message = with_pictures(world, server.url(host="127.0.0.1"))
        press(ana, message)
        assert Client().get(sources(ana, message)[0]).status_code == 404
        assert server.asked == []
    assert attachments.OUTSIDE.ports == {80, 443} and not attachments.OUTSIDE.may_reach("127.0.0.1")


def test_a_seal_is_for_one_picture_of_one_message_its_reader_and_five_minutes(
    world: World, ana: Client, outside: Callable[[Server], None]
) -> None:
    with serving(say(PNG)) as server:
        outside(server)
        message = with_pictures(world, server.url())
        press(ana, message)
        address = sources(ana, message)[0]
        name, rest = address.rsplit("/", 1)[1].split(":", 1)
        for forged in (f"{message.pk}-1-{world.ana.pk}:{rest}", f"{name}:{rest[:-1]}_", "x", name):
            assert Client().get(reverse("far-picture", args=[forged])).status_code == 404
        world.maple.entrust(to=world.dana, by=world.dana)
        world.maple.make_confidential(reason="A lawsuit", by=world.dana)
        assert Client().get(address).status_code == 404
        with time_machine.travel(60 * 6 + time.time()):
            assert Client().get(address).status_code == 404
    assert server.asked == []


def test_a_seal_opens_nothing_that_nobody_wanted_to_see(world: World, outside: Callable[[Server], None]) -> None:
    with serving(say(PNG)) as server:
        outside(server)
        message = with_pictures(world, server.url())
        seal = message.seal_picture(0, reader=world.ana)
        assert Client().get(reverse("far-picture", args=[seal])).status_code == 404
        assert server.asked == []
