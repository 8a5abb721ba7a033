"""Mails of every form that honest programs give them are read as they were meant."""

from datetime import UTC

import pytest

from fiverings.channels.gateways.mail.parsing import ParsedMail

from .kinds.later_mails import LATER
from .kinds.names import DATES, FILES, SENDERS
from .kinds.scripts import BODIES, SUBJECTS
from .kinds.shapes import SHAPES

HEAD = b"From: ina@berg.example\nDate: Tue, 14 Mar 2023 09:05:11 +0100\n"


def seen(read: ParsedMail, asked: str) -> object:
    """What was understood of a mail, by the name under which the tables ask for it."""
    match asked:
        case "text" | "begins" | "has":
            return read.text.strip()
        case "files":
            return [(each.name, each.content.strip()) for each in read.attachments]
        case "names":
            return [each.name for each in read.attachments]
        case "count":
            return len(read.attachments)
        case "moment":
            return read.date.astimezone(UTC).replace(tzinfo=None).isoformat() if read.date else None
        case "html":
            return read.html_safe
        case "from" | "to" | "cc":
            return [each.address for each in getattr(read, "from_" if asked == "from" else asked)]
    return getattr(read, asked)


@pytest.mark.parametrize(("declared", "raw", "meant"), BODIES)
def test_words_are_read_whatever_their_charset_is_called(declared, raw, meant):
    quote = b"" if {"'", ";"} & {*declared} else b'"'
    kind = b"Content-Type: text/plain; charset=%s%s%s\n" % (quote, declared.encode(), quote) if declared else b""
    assert ParsedMail.read(HEAD + kind + b"\n" + raw).text == meant


@pytest.mark.parametrize(("written", "meant"), SUBJECTS)
def test_a_subject_is_read_however_it_is_packed(written, meant):
    assert ParsedMail.read(HEAD + b"Subject: " + written + b"\n\nHello").subject == meant


@pytest.mark.parametrize(("fields", "name"), FILES)
def test_a_file_keeps_the_name_that_it_was_given(fields, name):
    part = b"--b\nContent-Type: text/plain\n\nHello\n--b\n" + fields + b"\n\nx\n--b--\n"
    read = ParsedMail.read(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part)
    assert [each.name for each in read.attachments] == [name]


@pytest.mark.parametrize(("written", "name", "address"), SENDERS)
def test_a_sender_is_known_however_they_are_named(written, name, address):
    found = ParsedMail.read(b"From: " + written + b"\n\nHello").from_[0]
    assert (name if name is None else found.name, found.address) == (name, address)


@pytest.mark.parametrize(("written", "moment"), DATES)
def test_a_date_is_the_moment_that_was_meant_or_none(written, moment):
    found = ParsedMail.read(b"From: a@b.example\nDate: " + written.encode() + b"\n\nHello").date
    assert (found.astimezone(UTC).replace(tzinfo=None).isoformat() if found else None) == moment


@pytest.mark.parametrize(("name", "raw", "meant"), [*SHAPES, *LATER])
def test_a_mail_is_read_whatever_became_of_it_on_its_way(name, raw, meant):
    read = ParsedMail.read(raw if isinstance(raw, bytes) else raw.encode())
    found = {asked: seen(read, asked) for asked in meant}
    for asked, words in meant.items():
        if (asked == "has" and words in found[asked]) or (asked == "begins" and found[asked].startswith(words)):
            found[asked] = words
    assert found == meant
