"""A mail is read whatever its bytes are."""

import json
from datetime import UTC, datetime

import pytest

from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.reporting import parse_files

KEYS = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message_id",
    "in_reply_to",
    "references",
    "auto",
    "text",
    "new_text",
    "html_safe",
    "attachments",
    "defects",
]


def mail(head: str, body: str = "Hello", charset: str = "utf-8") -> ParsedMail:
    return ParsedMail.read(f"{head.strip()}\n\n{body}".encode(charset))


def subject(value: str, charset: str = "utf-8", more: str = "") -> str:
    return mail(f"From: a@maple.example\n{more}Subject: {value}", charset=charset).subject


def test_an_ordinary_mail_is_read_in_full():
    read = mail(
        """From: Priya Shah <priya@maple.example>
To: help@northbell.example, "Ana" <ana@northbell.example>
Cc: Owner <owner@maple.example>
Subject: Line is down
Date: Mon, 3 Feb 2020 12:30:00 +0100
Message-ID: <one@maple.example>
In-Reply-To: <zero@northbell.example>
References: <first@northbell.example>
 <zero@northbell.example>"""
    )
    assert read.from_ == [Address("Priya Shah", "priya@maple.example")]
    assert [each.address for each in read.to] == ["help@northbell.example", "ana@northbell.example"]
    assert read.cc == [Address("Owner", "owner@maple.example")]
    assert read.date == datetime(2020, 2, 3, 11, 30, tzinfo=UTC)
    assert (read.message_id, read.in_reply_to) == ("one@maple.example", "zero@northbell.example")
    assert read.references == ["first@northbell.example", "zero@northbell.example"]
    assert (read.subject, read.text, read.new_text, read.defects) == ("Line is down", "Hello", "Hello", [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?Q?_an_alle?=", "Grüße an alle"),
        ("=?utf-8?Q?=E3?= =?utf-8?Q?=82?= =?utf-8?Q?=AD?=", "キ"),
        ("=?ISO-8859-1?q?a b=FC?=", "a bü"),
        ("=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
        ("Re:=?utf-8?B?w6Q=?=tail", "Re:ätail"),
        ("=?x-nobody-knows?Q?plain?=", "plain"),
        ("=?GB2312?B?w/vUvQ==?=", "名越"),
        ("a\n folded\n\tsubject", "a folded subject"),
    ],
)
def test_encoded_words_are_read_also_when_broken(written, meant):
    assert subject(written) == meant


@pytest.mark.parametrize(
    ("text", "charset", "more"),
    [
        ("Störung", "utf-8", ""),
        ("Störung", "latin-1", ""),
        ("ツール", "shift_jis", "Content-Type: text/plain; charset=iso-2022-jp\n"),
        ("绩效管理", "gb18030", 'Content-Type: text/plain; charset="GB2312"\n'),
    ],
)
def test_raw_letters_in_a_header_are_read_by_what_the_mail_names_elsewhere(text, charset, more):
    assert subject(text, charset, more) == text


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Doe, John <j@x.example>", "Doe, John", "j@x.example"),
        ("j@x.example (John Doe)", "John Doe", "j@x.example"),
        ('"=?utf-8?Q?J=C3=B6?=" <j@x.example>', "Jö", "j@x.example"),
        ("=?utf-8?B?SsO2IDxqQHguZXhhbXBsZT4=?=", "Jö", "j@x.example"),
        ("John j@x.example", "John", "j@x.example"),
        ("<mailto:j@x.example>", "", "j@x.example"),
        ('"Nobody" <>, "LTD" <j@x.example>', "LTD", "j@x.example"),
        ('"unclosed <j@x.example>', "unclosed", "j@x.example"),
        ("Friends: j@x.example;", "", "j@x.example"),
        ("MAILER-DAEMON (Mail System)", "Mail System", "MAILER-DAEMON"),
    ],
)
def test_a_sender_is_found_however_it_is_written(written, name, address):
    assert mail(f"From: {written}").from_ == [Address(name, address)]


def test_a_sender_without_address_is_found_by_where_answers_go():
    read = mail('From: "我" <>\nReply-To: <me@x.example>')
    assert [each.address for each in read.from_] == ["me@x.example"]
    assert "Its sender has no usable address." in read.defects
    assert mail("To: undisclosed-recipients:;").to == []


@pytest.mark.parametrize("written", ["<a@@b.example>", "a@@b.example", "  <a@@b.example>  ", "<a@@b.example"])
def test_a_malformed_message_id_is_kept(written):
    assert mail(f"From: a@b.example\nMessage-ID: {written}").message_id == "a@@b.example"


@pytest.mark.parametrize(
    "written", ["Wed, 05 Sep 2018 29:24:05 +0700", "yesterday", "", "1 Jan 99999999 10:00", "1" * 9000]
)
def test_an_impossible_date_is_no_date(written):
    read = mail(f"From: a@b.example\nDate: {written}")
    assert read.date is None
    assert "It says no readable date." in read.defects


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "latin-1"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("nonsense", "utf-8"),
        ("GB2312", "gb18030"),
    ],
)
def test_words_are_read_whatever_charset_was_declared(declared, real):
    words = "内應力產生" if real == "gb18030" else "Die Störung ist größer als erwartet, bitte um Rückruf"
    assert mail(f"From: a@b.example\nContent-Type: text/plain; charset={declared}", words, real).text == words


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", "SGVsbG8g\n!d29ybGQ"),
        ("BASE64 ;", "SGVsbG8=IHdvcmxk"),
        ("quoted-printable", "Hello=20w=\n= \norld"),
        ("nonsense", "Hello world"),
    ],
)
def test_a_broken_transfer_encoding_still_gives_the_words(encoding, body):
    assert mail(f"From: a@b.example\nContent-Transfer-Encoding: {encoding}", body).text.strip() == "Hello world"


def test_flowed_lines_are_joined_and_quotes_stay_apart():
    body = "> old \n> words\nmy long \nline\n-- \nAna"
    assert (
        mail("From: a@b.example\nContent-Type: text/plain; format=flowed", body).text
        == "> old words\nmy long line\n-- \nAna"
    )


def test_the_report_is_a_json_line_with_exactly_these_keys(tmp_path):
    path = tmp_path / "one.eml"
    path.write_bytes(b"From: Ana <a@b.example>\nSubject: Hi\n\nHello")
    (line,) = parse_files([path], as_json=True)
    told = json.loads(line)
    assert list(told) == KEYS
    assert told["from"] == [{"name": "Ana", "address": "a@b.example"}]
    assert told["auto"] == {"auto": False, "why": ""}
    (words,) = parse_files([path], as_json=False)
    assert "Ana <a@b.example>" in words and "| Hello" in words
