"""The mail we write is correct, and nobody can smuggle anything into it."""

# ruff: noqa: RUF001 — letters of other alphabets are meant

from datetime import UTC, datetime

import pytest

from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.attachments import Attached
from fiverings.channels.gateways.mail.composing import NotAnAddress, OutgoingMail
from fiverings.channels.gateways.mail.parsing import ParsedMail

HELP = Address("Northbell", "help@northbell.example")
PRIYA = Address("Priya Shah", "priya@maple.example")
AT = datetime(2020, 2, 3, 12, 30, tzinfo=UTC)


def outgoing(**changes) -> OutgoingMail:
    wished = {
        "from_": HELP,
        "to": [PRIYA],
        "subject": "Router",
        "text": "Hello",
        "domain": "northbell.example",
        "date": AT,
    }
    return OutgoingMail(**wished | changes)


def raw(**changes) -> bytes:
    return bytes(outgoing(**changes).compose())


def test_what_we_write_is_what_we_read():
    grüße = "Grüße aus Köln\n\n> zitiert\nund neu"
    read = ParsedMail.read(
        raw(subject="Störung – 停電", text=grüße, cc=[Address('Ö, "Jo"', "jo@x.example")], in_reply_to="a@b")
    )
    assert (read.from_, read.to) == ([HELP], [PRIYA])
    assert read.cc == [Address('Ö, "Jo"', "jo@x.example")]
    assert (read.subject, read.text, read.date, read.in_reply_to) == ("Störung – 停電", grüße, AT, "a@b")
    assert read.message_id.endswith("@northbell.example")
    assert (read.auto.is_auto, read.defects) == (False, [])


def test_every_mail_has_an_id_of_its_own():
    assert ParsedMail.read(raw()).message_id != ParsedMail.read(raw()).message_id


def test_long_threads_keep_their_root_and_ids_survive_whatever_their_length():
    ids = [f"{'x' * 150}{number}@y" for number in range(100)]
    read = ParsedMail.read(raw(references=ids, in_reply_to="q" * 200 + "@@y"))
    assert read.references == [ids[0], *ids[-38:], "q" * 200 + "@@y"]
    assert read.in_reply_to == "q" * 200 + "@@y"


@pytest.mark.parametrize("field", ["subject", "name", "file"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
def test_no_header_can_be_smuggled_in(field, end):
    evil = f"x{end}Bcc: evil@x.example"
    file = Attached.of(evil if field == "file" else "a.txt", "application/pdf", b"x")
    written = raw(
        subject=evil if field == "subject" else "s",
        to=[Address(evil if field == "name" else "n", "a@b.example")],
        attachments=[file],
    )
    head = written.split(b"\r\n\r\n")[0]
    assert not any(line.lower().startswith(b"bcc") for line in written.splitlines())
    assert head.lower().count(b"\r\nsubject:") == 1


@pytest.mark.parametrize(
    "address", ["a@b\r\nBcc: c@d", "a b@c.example", "a@b, c@d", "a", "", "<a@b.example>", "a@b.example\n"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(NotAnAddress):
        outgoing(to=[Address("", address)]).compose()


def test_an_automatic_mail_says_so():
    assert ParsedMail.read(raw(automatic=True)).auto.why == "auto-generated"
    answer = raw(automatic=True, in_reply_to="a@b")
    assert ParsedMail.read(answer).auto.why == "auto-reply"
    assert b"X-Auto-Response-Suppress: All" in answer
    assert b"Auto-Submitted" not in raw()


def test_words_become_html_that_cannot_run():
    read = ParsedMail.read(raw(text="<script>alert(1)</script>\nsee https://a.example/?b=1&c=2.\n\nOr a@b.example"))
    assert "<script" not in read.html
    assert '<a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a>.' in read.html
    assert '<a href="mailto:a@b.example">' in read.html


def test_files_travel_beside_the_words_and_pictures_inside_them():
    pdf = Attached.of("Ü.pdf", "application/pdf", b"pdf")
    picture = Attached.of("a.png", "image/png", b"png", inline=True, content_id="pic@x")
    read = ParsedMail.read(raw(attachments=[pdf, picture], html='<p>See <img src="cid:pic@x"></p>'))
    assert {(each.name, each.content, each.inline) for each in read.attachments} == {
        ("Ü.pdf", b"pdf", False),
        ("a.png", b"png", True),
    }
    assert read.text == "Hello"
