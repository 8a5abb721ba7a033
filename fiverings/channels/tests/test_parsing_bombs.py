"""No mail, however wild, stops the reader or keeps it long."""

import base64
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiverings.channels.gateways.mail.parsing import ParsedMail


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_mail(raw):
    read = ParsedMail.read(raw)
    assert not any("could not be read" in defect for defect in read.defects)
    json.dumps(read.as_json()).encode()


HEAD = b"From: a@b.example\nSubject: x\n"
NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (each, each) for each in range(2000))
BOMBS = {
    "nested": (HEAD + NESTED, "nested more than"),
    "parts": (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000, "more than 500 parts"),
    "header": (HEAD + b"X-Long: " + b"x" * 1_000_000 + b"\n\nhi", "header line is longer"),
    "quotes": (HEAD + b'To: "' + b"\\" * 60_000 + b"\n\nhi", ""),
    "words": (HEAD + b"To: " + b"=?utf-8?q?" * 6_000 + b"\n\nhi", ""),
    "elements": (HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 50_000, "too deeply nested"),
    "formatting": (HEAD + b"Content-Type: text/html\n\n" + b"<b id=x><p>" * 20_000, "too deeply nested"),
    "introductions": (HEAD + b"\nx\n" + b"On Monday 12:30 a@b wrote -\n" * 20_000, ""),
    "rules": (HEAD + b"\nx\n" + (b"_" * 250 + b"x\n") * 3_000, ""),
    "armours": (HEAD + b"\nx\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 30_000, ""),
    "large": (HEAD + b"\n" + b"hello world this is text\n" * 1_000_000, "text is longer"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_quickly_with_a_clear_defect(name):
    raw, defect = BOMBS[name]
    began = time.process_time()
    read = ParsedMail.read(raw)
    assert time.process_time() - began < 8
    assert not defect or any(defect in each for each in read.defects)
    assert read.subject == "x"


def test_a_file_of_many_megabytes_is_read_in_reasonable_time():
    packed = base64.encodebytes(b"0123456789" * 2_000_000)
    head = b"Content-Type: application/pdf; name=big.pdf\nContent-Transfer-Encoding: base64\n\n"
    began = time.process_time()
    assert ParsedMail.read(HEAD + head + packed).attachments[0].size == 20_000_000
    assert time.process_time() - began < 8
