"""Who may see what was said; and nothing a stranger sends can run in our pages."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from fiverings.conversations.models import Draft, Message
from fiverings.customers.models import Contact
from tests.world import World

from .letters import AT, File, receive

PICTURE = File(
    content=b"\x89PNG\r\n\x1a\n", name="logo.png", content_type="image/png", inline=True, content_id="logo@x"
)


@pytest.fixture
def ana(world, client):
    client.force_login(world.ana)
    return client


@pytest.fixture
def message(world):
    html = '<p>Hello</p><img src="cid:logo@x"><img src="cid:gone@x">'
    return receive(world.priya, html_safe=html, attachments=[File(), PICTURE])


def page(name, *args):
    return reverse(name, args=args)


def test_a_strangers_html_stands_in_a_sandbox_that_may_do_nothing(ana, message):
    shown = ana.get(page("message-html", message.pk))
    policy = shown["Content-Security-Policy"]
    assert policy.startswith(
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src http://testserver/pictures/"
    )
    assert "script-src" not in policy
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert b"<p>Hello</p>" in shown.content


def test_a_strangers_html_is_no_page_by_itself_under_our_address(ana, message):
    address = page("message-html", message.pk)
    assert ana.get(address, headers={"sec-fetch-dest": "document"}).status_code == 404
    assert ana.get(address, headers={"sec-fetch-dest": "iframe"}).status_code == 200


def test_its_own_pictures_are_shown_by_a_seal_and_only_while_it_holds(ana, client, message):
    frame = ana.get(page("message-html", message.pk)).content.decode()
    address = frame.split('src="')[1].split('"')[0]
    client.logout()
    shown = client.get(address)
    assert b"".join(shown.streaming_content) == PICTURE.content
    assert client.get(address[:-1] + "_").status_code == 404
    with time_machine.travel(60 * 6 + time.time()):
        assert client.get(address).status_code == 404


def test_a_seal_opens_no_file_that_is_not_a_picture(client, message):
    invoice = message.attachments.get(name="invoice.pdf")
    assert client.get(page("picture", invoice.seal())).status_code == 404


def test_a_file_is_saved_and_never_opened_as_our_page(ana, message):
    sent = ana.get(page("attachment", message.attachments.get(name="invoice.pdf").pk))
    assert sent["Content-Disposition"] == 'attachment; filename="invoice.pdf"'
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(sent.streaming_content) == b"%PDF of the invoice"


@pytest.mark.parametrize("who", ["chidi", "kai", "admin"])
def test_who_may_not_see_the_account_sees_nothing_said_to_it(world, client, message, who):
    client.force_login(getattr(world, who))
    for address in (
        page("message-html", message.pk),
        page("attachment", message.attachments.first().pk),
    ):
        assert client.get(address).status_code == 404


def test_what_a_confidential_account_says_is_hidden_from_advocates_without_access(world, client, message):
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    client.force_login(world.ana)
    assert client.get(page("message-html", message.pk)).status_code == 200
    dana_only = world.orion
    said = receive(world.omar, html_safe="<p>secret</p>")
    dana_only.entrust(to=world.dana, by=world.dana)
    dana_only.make_confidential(reason="A merger", by=world.dana)
    assert client.get(page("message-html", said.pk)).status_code == 404


def test_strangers_are_led_to_sign_in(client, message):
    assert client.get(page("message-html", message.pk)).status_code == 302


def test_a_message_is_taken_back_by_a_post_and_never_by_a_get(world, ana, message):
    written = Message.write(to=world.priya, thread=message.thread, text="Oops", by=world.ana, at=AT)
    assert ana.get(page("message-taking-back", written.pk)).status_code == 405
    assert ana.post(page("message-taking-back", written.pk)).status_code == 302
    written.refresh_from_db()
    assert written.taken_back_at
    assert ana.post(page("message-taking-back", written.pk), follow=False).status_code == 302


def test_who_may_not_write_may_not_take_back(world, client, message):
    written = Message.write(to=world.priya, thread=message.thread, text="Oops", by=world.ana)
    client.force_login(world.chidi)
    assert client.post(page("message-taking-back", written.pk)).status_code == 403


def test_a_stranger_is_let_in_from_the_story(world, ana, message):
    beside = receive(world.nadia, thread=message.thread)
    ana.post(page("message-sender", beside.pk), headers={"referer": "http://testserver/somewhere"})
    beside.refresh_from_db()
    assert not beside.is_beside


def test_nobody_is_led_to_another_house(world, ana, message):
    beside = receive(world.nadia, thread=message.thread)
    led = ana.post(page("message-sender", beside.pk), headers={"referer": "https://evil.example/"})
    assert led["Location"] == "/"


def test_typing_keeps_a_draft_and_carries_its_version_on(world, ana, message):
    address = page("draft", message.thread.pk)
    kept = ana.post(address, {"words": "Dear Priya"}, headers={"hx-request": "true"})
    assert b'name="version" value="1"' in kept.content
    kept = ana.post(address, {"words": "Dear Priya,", "version": "1"}, headers={"hx-request": "true"})
    assert b'name="version" value="2"' in kept.content
    conflict = ana.post(address, {"words": "Hello", "version": "1"}, headers={"hx-request": "true"})
    assert b"both wordings are kept" in conflict.content
    assert Draft.objects.get().text == "Dear Priya,"
    assert b"Hello" in ana.get(address).content


def test_who_is_this_shows_how_a_stranger_began(world: World, client: Client) -> None:
    stranger = Contact.for_address("sam@somewhere.example", "Sam Wong")
    receive(stranger, new_text="I run the clinic on King Street.")
    client.force_login(world.ana)
    assert "the clinic on King Street" in client.get("/who-is-this/").content.decode()
