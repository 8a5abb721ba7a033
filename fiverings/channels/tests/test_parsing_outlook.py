"""Outlook's envelope of its own is opened: its files are files of the mail, and its words count where it has none."""

from __future__ import annotations

import random
import struct
import time
from base64 import encodebytes

from compressed_rtf import compress

from fiverings.channels.gateways.mail.parsing import ParsedMail

SIGNATURE, VERSION = 0x223E9F78, 0x10000
BODY, RENDER, TITLE, DATA, OBJECT = 0x800C, 0x9002, 0x8010, 0x800F, 0x9005
IN_MESSAGE, IN_FILE = 1, 2
LONG_NAME, CONTENT_ID, RICH_TEXT, BINARY, STRING8, PROPERTIES = 0x3707, 0x3712, 0x1009, 0x0102, 0x001E, 0x9003


def thing(level: int, name: int, content: bytes) -> bytes:
    """One attribute: where it belongs, what it is, and its checksum (MS-OXTNEF 2.1.3.2)."""
    return struct.pack("<BHHI", level, name, 6, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def named(code: int, words: str) -> bytes:
    """A property of words, padded to four bytes."""
    said = words.encode() + b"\x00"
    return struct.pack("<HHII", STRING8, code, 1, len(said)) + said + b"\x00" * (-len(said) % 4)


def envelope(*files: tuple[str, bytes, str], words: str = "", rich: bytes = b"") -> bytes:
    """A winmail.dat with these files (name, content, content id) and words."""
    made = struct.pack("<IH", SIGNATURE, 1) + thing(IN_MESSAGE, 0x9006, struct.pack("<I", VERSION))
    made += thing(IN_MESSAGE, BODY, words.encode() + b"\x00") if words else b""
    if rich:
        packed = compress(rich, compressed=True)
        said = struct.pack("<IHHII", 1, BINARY, RICH_TEXT, 1, len(packed)) + packed + b"\x00" * (-len(packed) % 4)
        made += thing(IN_MESSAGE, PROPERTIES, said)
    for name, content, content_id in files:
        properties = [named(LONG_NAME, name)] + ([named(CONTENT_ID, content_id)] if content_id else [])
        made += thing(IN_FILE, RENDER, b"\x00" * 14) + thing(IN_FILE, TITLE, b"SHORT~1.DAT\x00")
        made += thing(IN_FILE, DATA, content)
        made += thing(IN_FILE, OBJECT, struct.pack("<I", len(properties)) + b"".join(properties))
    return made


def mail(winmail: bytes, *, words: str = "", html: str = "", kind: str = "application/ms-tnef") -> ParsedMail:
    """A mail that carries this envelope beside its words."""
    said = f"Content-Type: text/plain\r\n\r\n{words}" if not html else f"Content-Type: text/html\r\n\r\n{html}"
    head = "From: Jo <jo@customer.example>\r\nSubject: Plan\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = f"Content-Type: {kind}; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return ParsedMail.read(f"{head}--b\r\n{said}\r\n--b\r\n{part}".encode() + encodebytes(winmail) + b"\r\n--b--\r\n")


def test_its_files_are_files_of_the_mail_under_their_long_names() -> None:
    found = mail(envelope(("Plan of the office.pdf", b"%PDF-1", ""), ("note.txt", b"call me", "")), words="See it.")
    assert [(each.name, each.content, each.content_type) for each in found.attachments] == [
        ("Plan of the office.pdf", b"%PDF-1", "application/pdf"), ("note.txt", b"call me", "text/plain"),
    ]  # fmt: skip
    assert found.text == "See it." and not any("opened" in each for each in found.defects)


def test_its_words_count_where_the_mail_has_none_and_only_there() -> None:
    assert mail(envelope(words="The line is dead.")).new_text == "The line is dead."
    assert mail(envelope(words="The line is dead."), words="It works again.").text == "It works again."


def test_it_is_known_by_its_name_where_its_sender_calls_it_otherwise() -> None:
    found = mail(envelope(("a.txt", b"a", "")), words="See it.", kind="application/octet-stream")
    assert [each.name for each in found.attachments] == ["a.txt"]


def test_a_picture_in_it_is_shown_where_the_words_show_it() -> None:
    winmail = envelope(("logo.png", b"\x89PNG", "logo@1"), ("plan.png", b"\x89PNG", ""))
    found = mail(winmail, html='<p>Hello <img src="cid:logo@1"></p>')
    assert [(each.name, each.inline) for each in found.attachments] == [("logo.png", True), ("plan.png", False)]


def test_names_in_it_lead_nowhere_and_differ() -> None:
    winmail = envelope(("../../etc/passwd", b"a", ""), ("C:\\plan.pdf", b"b", ""), ("plan.pdf", b"c", ""))
    assert [each.name for each in mail(winmail, words="x").attachments] == ["passwd", "plan.pdf", "plan1.pdf"]


def test_rich_text_is_read_where_it_is_all_there_is() -> None:
    rich = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}The line is dead.\par Since caf\'e9 time.\par }"
    found = mail(envelope(rich=rich))
    assert found.text.split("\n") == ["The line is dead.", "Since café time."]
    assert mail(envelope(rich=rich), words="It works.").text == "It works."
    broken = mail(envelope(("a.txt", b"a", ""), rich=b"{\\rtf1 \\u99999999999 {{{"), words="x")
    assert [each.name for each in broken.attachments] == ["a.txt"]


def test_an_envelope_that_cannot_be_opened_stays_a_file() -> None:
    for content in (b"", b"x", envelope(("a.txt", b"a", ""))[:9], b"\x78\x9f\x3e\x22" + b"\xff" * 400):
        assert [each.name for each in mail(content, words="x").attachments] == ["winmail.dat"]


def test_a_spoilt_envelope_never_costs_the_mail_its_words() -> None:
    chance, whole = random.Random(5), envelope(("plan.pdf", b"%PDF" * 40, "p@1"), words="Inside.")
    for _time in range(300):
        spoilt = bytearray(whole)
        for _byte in range(chance.randint(1, 6)):
            spoilt[chance.randrange(6, len(spoilt))] = chance.randrange(256)
        assert mail(bytes(spoilt[: chance.randint(20, len(spoilt))]), words="See it.").text == "See it."


def test_an_envelope_of_very_many_things_is_left_shut_at_once() -> None:
    many = struct.pack("<IH", SIGNATURE, 1) + thing(IN_MESSAGE, 0x0006, b"") * 400_000
    properties = struct.pack("<IH", SIGNATURE, 1) + thing(IN_FILE, OBJECT, struct.pack("<I", 2**31) + b"\x00" * 999)
    for content in (many, properties):
        began = time.process_time()
        found = mail(content, words="See it.")
        assert time.process_time() - began < 2
        assert [each.name for each in found.attachments] == ["winmail.dat"]
        assert any("holds too much to be opened" in each for each in found.defects)
