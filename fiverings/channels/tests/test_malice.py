"""What somebody sends who wishes us ill changes nothing for anybody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.returning import IDS_AT_MOST, Returned
from fiverings.channels.models import Delivery
from fiverings.conversations.models import Message
from fiverings.conversations.models.receiving import READERS_AT_MOST
from tests.world import World

from .mails import SUPPORT, arrived, written
from .servers import HOST, Postbox

EVE = "Eve <eve@evil.example>"


def test_a_stranger_who_uses_a_customers_message_id_again_gets_none_of_their_answers(world: World) -> None:
    first = arrived(world.mailbox, written(message_id="<first@mapledental.example>")).message
    arrived(world.mailbox, written("I am Eve.", from_=EVE, message_id="<first@mapledental.example>"))
    more = written("And the fax too.", in_reply_to="<first@mapledental.example>")
    assert arrived(world.mailbox, more).message.thread == first.thread


def test_a_report_that_names_ever_so_many_mails_is_read_for_a_few() -> None:
    named = "".join(f"Message-ID: <{number}@x.example>\r\n" for number in range(100_000))
    returned = Returned.read(f"From: MAILER-DAEMON@evil.example\r\n\r\n{named}".encode())
    assert len(returned.message_ids) == IDS_AT_MOST


def test_nobody_writes_to_us_from_our_own_address_with_a_mark(world: World) -> None:
    marked = arrived(world.mailbox, written(from_=SUPPORT.replace("@", "+nb@")))
    assert (marked.outcome, marked.reason) == ("aside", "own-address")


def test_a_name_or_an_address_beyond_measure_is_cut_or_left_out(world: World) -> None:
    names = written(from_=f"{'Long ' * 5000} <long@evil.example>", cc=f"{'x' * 400}@evil.example, sue@evil.example")
    arrival = arrived(world.mailbox, names)
    assert arrival.outcome == "filed" and len(arrival.message.contact.name) <= 200
    assert arrival.message.cc == ["sue@evil.example"]


def test_a_name_turns_none_of_the_words_after_it_around() -> None:
    raw = b"From: =?utf-8?q?=E2=80=AEgnp.exe?= <eve@evil.example>\r\n\r\nHello"
    assert ParsedMail.read(raw).from_[0].name == "gnp.exe"


def test_half_a_letter_in_an_old_charset_is_not_taken_for_text(world: World, client: Client) -> None:
    raw = f"From: {EVE}\r\nTo: {SUPPORT}\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA- here\r\n".encode()
    arrival = arrived(world.mailbox, raw)
    client.force_login(world.dana)
    assert arrival.outcome == "filed" and "here" in arrival.message.text
    assert client.get(f"/mail/arrivals/{arrival.pk}/").status_code == 200


def test_no_mail_lets_more_than_a_hundred_others_read_our_answer(world: World) -> None:
    crowd = ", ".join(f"v{number}@victim.example" for number in range(300))
    message = arrived(world.mailbox, written(cc=crowd)).message
    assert message.thread.participants.count() <= READERS_AT_MOST + 1


@pytest.mark.parametrize("copy", ['"a b"@evil.example', f"eve@{'ö' * 70}.example"])
def test_an_impossible_copy_keeps_our_answer_from_nobody_else(
    world: World, settle: Callable[[], None], copy: str
) -> None:
    thread = arrived(world.mailbox, written()).message.thread
    message = Message.write(to=world.priya, thread=thread, text="I am on it.", cc=[copy], by=world.ana)
    with Postbox().open() as postbox, override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postbox.port):
        Delivery.begin(message)
        settle()
    message.refresh_from_db()
    assert len(postbox.letters) == 1 and message.sent_at and copy in message.bounce_reason
