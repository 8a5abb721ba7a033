"""What came signed is read as if it had not been; what came encrypted says so, and stays beside the mail."""

from __future__ import annotations

import random
from base64 import encodebytes
from email.message import EmailMessage

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.tests.certificates import a_certificate

HEAD = "From: Jo <jo@customer.example>\r\nSubject: Line\r\nMIME-Version: 1.0\r\n"


def letter() -> bytes:
    """A mail with a file, as it is signed or encrypted."""
    made = EmailMessage()
    made.set_content("The line is dead.")
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="plan.pdf")
    return bytes(made)


def signed(content: bytes) -> bytes:
    """The same within a signature."""
    certificate, key = a_certificate()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def encrypted(content: bytes) -> bytes:
    """The same for somebody else's eyes."""
    certificate, _key = a_certificate()
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate)
    return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def mail(sealed: bytes, kind: str = "application/pkcs7-mime") -> ParsedMail:
    fields = f"{HEAD}Content-Type: {kind}; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return ParsedMail.read(fields.encode() + encodebytes(sealed))


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "application/x-pkcs7-mime"])
def test_a_mail_within_a_signature_is_read_whole(kind: str) -> None:
    found = mail(signed(letter()), kind)
    assert (found.text, [each.name for each in found.attachments]) == ("The line is dead.", ["plan.pdf"])
    assert any("came signed (S/MIME)" in each for each in found.defects)


def test_a_signature_in_a_signature_is_opened_and_not_without_end() -> None:
    twice = b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    content = letter()
    for _time in range(3):
        content = twice + signed(content)
    assert mail(signed(content)).text == "The line is dead."
    for _time in range(4):
        content = twice + signed(content)
    assert [each.content_type for each in mail(signed(content)).attachments] == ["application/pkcs7-mime"]


def test_an_encrypted_mail_says_so_and_is_kept() -> None:
    found = mail(encrypted(letter()))
    assert (found.text, [each.name for each in found.attachments]) == ("", ["smime.p7m"])
    assert any("came encrypted (S/MIME)" in each for each in found.defects)


def test_parts_that_are_signed_or_encrypted_say_so() -> None:
    boundary = "multipart/{}; protocol=application/pgp-{}; boundary=b"
    words = "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--\r\n"
    for sort, protocol in (("signed", "signature"), ("encrypted", "encrypted")):
        found = ParsedMail.read(f"{HEAD}Content-Type: {boundary.format(sort, protocol)}\r\n\r\n{words}".encode())
        assert any(f"came {sort} (PGP)" in each for each in found.defects) and found.text == "Hello"


def test_a_spoilt_seal_costs_nothing_but_itself() -> None:
    chance, whole = random.Random(7), signed(letter())
    for _time in range(200):
        spoilt = bytearray(whole)
        for _byte in range(chance.randint(1, 8)):
            spoilt[chance.randrange(min(400, len(spoilt)))] = chance.randrange(256)
        found = mail(bytes(spoilt[: chance.randint(1, len(spoilt))]))
        assert found.subject == "Line" and not any("could not be read" in each for each in found.defects)
