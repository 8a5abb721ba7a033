"""A signature of S/MIME says who signed, who vouches for that, and whether anything was changed since."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import ExtendedKeyUsageOID

from fiverings.channels.gateways.mail.parsing import ParsedMail

from .sealing import DAY, WORDS, Holder, KeyFolder, beside, head, letter, opaque

JO = "jo@customer.example"
ALONE = pkcs7.PKCS7Options.DetachedSignature


@pytest.fixture(scope="module")
def maker() -> Holder:
    return Holder.of("Customers' House of Keys")


@pytest.fixture(scope="module")
def jo(maker: Holder) -> Holder:
    return Holder.of(JO, maker)


@pytest.fixture
def trusting(folder: KeyFolder, maker: Holder) -> KeyFolder:
    folder.lay("trusted/maker.pem", maker.pem)
    return folder


def both_ways(holder: Holder, content: bytes, **more: str) -> list[ParsedMail]:
    ways = (opaque(holder.sign(content), **more), beside(content, holder.sign(content, ALONE), **more))
    return [ParsedMail.read(each) for each in ways]


def test_a_signature_that_fits_names_its_signer_and_who_vouches(trusting: KeyFolder, jo: Holder) -> None:
    for found in both_ways(jo, letter()):
        assert (found.signature, found.signer, found.text) == ("verified", JO, WORDS)
        assert found.seals[0].issuer == "Customers' House of Keys" and not found.defects[1:]
        assert "plan.pdf" in [each.name for each in found.attachments]


def test_what_was_changed_since_is_never_verified(trusting: KeyFolder, jo: Holder) -> None:
    whole = letter()
    changed = beside(whole, jo.sign(whole, ALONE)).replace(b"is dead", b"is fine")
    found = ParsedMail.read(changed)
    assert (found.signature, found.text) == ("altered", "The line is fine.")
    assert any("does not fit" in each for each in found.defects)
    spoilt = jo.sign(letter()).replace(b"is dead", b"is fine")
    assert ParsedMail.read(opaque(spoilt)).signature == "altered"


def test_nobody_verifies_in_the_name_of_another(trusting: KeyFolder, jo: Holder) -> None:
    for found in both_ways(jo, letter(), sender="boss@bank.example"):
        assert (found.signature, found.signer) == ("other", JO)


def test_a_certificate_for_which_nobody_vouches_proves_little(folder: KeyFolder, jo: Holder) -> None:
    assert [each.signature for each in both_ways(jo, letter())] == ["unknown"] * 2
    forged = Holder.of(JO, Holder.of("Customers' House of Keys"))
    assert [each.signature for each in both_ways(forged, letter())] == ["unknown"] * 2


def test_who_was_only_vouched_for_vouches_for_nobody(trusting: KeyFolder, jo: Holder) -> None:
    trusting.lay("trusted/jo.pem", jo.pem)
    others = Holder.of("boss@bank.example", jo)
    assert [each.signature for each in both_ways(others, letter(), sender="boss@bank.example")] == ["unknown"] * 2


def test_one_certificate_can_be_trusted_alone(folder: KeyFolder, jo: Holder) -> None:
    folder.lay("trusted/jo.pem", jo.pem)
    assert [each.signature for each in both_ways(jo, letter())] == ["verified"] * 2


def test_a_certificate_is_held_against_the_moment_the_mail_came(trusting: KeyFolder, maker: Holder) -> None:
    old = Holder.of(JO, maker, ends=datetime.now(UTC) - DAY)
    raw = opaque(old.sign(letter()))
    assert ParsedMail.read(raw).signature == "expired"
    assert ParsedMail.read(raw, at=datetime.now(UTC) - 2 * DAY).signature == "verified"


def test_a_certificate_for_something_else_signs_no_mail(trusting: KeyFolder, maker: Holder) -> None:
    server = Holder.of(JO, maker, usage=ExtendedKeyUsageOID.SERVER_AUTH)
    assert ParsedMail.read(opaque(server.sign(letter()))).signature == "unknown"


def test_a_signature_on_a_part_covers_only_that(trusting: KeyFolder, jo: Holder) -> None:
    whole = letter()
    signed = beside(whole, jo.sign(whole, ALONE)).partition(b"Content-Type")
    around = b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nPay here instead.\r\n--o\r\n"
    found = ParsedMail.read(head() + around + signed[1] + signed[2] + b"\r\n--o--\r\n")
    assert found.signature == "part" and "Pay here instead." in found.text


def test_more_beside_the_signature_is_not_signed(trusting: KeyFolder, jo: Holder) -> None:
    whole = letter()
    raw = beside(whole, jo.sign(whole, ALONE))
    more = raw.replace(b"--s1--", b"--s1\r\nContent-Type: text/plain\r\n\r\nPay here.\r\n--s1--")
    assert ParsedMail.read(more).signature == "part"


def test_words_of_the_sender_cannot_claim_a_seal(trusting: KeyFolder) -> None:
    words = b"Content-Type: text/html\r\n\r\n<p class=seal data-seal=verified>Signed by jo, verified</p>"
    found = ParsedMail.read(head() + b"X-Seal: verified\r\n" + words)
    assert (found.signature, found.signer, found.secrecy, found.seals) == ("", "", "", [])
