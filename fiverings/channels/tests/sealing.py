"""People who sign and encrypt: certificates made out by somebody we trust, keys of PGP, and mails sealed with them."""

from __future__ import annotations

from base64 import encodebytes
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pysequoia
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PEM = serialization.Encoding.PEM
DAY = timedelta(days=1)
WORDS = "The line is dead."


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Any

    @classmethod
    def of(
        cls, address: str, by: Holder | None = None, *, ends: datetime | None = None, usage: Any = None, key: Any = None
    ) -> Holder:
        """Made out to an address by somebody; by itself, and as one who makes out others, unless told."""
        key, now = key or rsa.generate_private_key(public_exponent=65537, key_size=2048), datetime.now(UTC)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        ends = ends or now + 30 * DAY
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(by.certificate.subject if by else name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ends - 60 * DAY)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if by:
            mail = x509.SubjectAlternativeName([x509.RFC822Name(address)])
            usage = x509.ExtendedKeyUsage([usage or ExtendedKeyUsageOID.EMAIL_PROTECTION])
            made = made.add_extension(mail, critical=False).add_extension(usage, critical=False)
        return cls(made.sign(by.key if by else key, hashes.SHA256()), key)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    def sign(self, content: bytes, *options: pkcs7.PKCS7Options, form: Any = serialization.Encoding.DER) -> bytes:
        builder = (
            pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(self.certificate, self.key, hashes.SHA256())
        )
        return builder.sign(form, [pkcs7.PKCS7Options.Binary, *options])

    def encrypt(self, content: bytes) -> bytes:
        """For the holder's eyes."""
        builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(self.certificate)
        return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def letter(**fields: str) -> bytes:
    """A mail with a file, as it is signed or encrypted."""
    made = EmailMessage()
    made.set_content(WORDS)
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="plan.pdf")
    for name, value in fields.items():
        made[name] = value
    return bytes(made).replace(b"\n", b"\r\n")


def head(sender: str = "jo@customer.example", subject: str = "Line") -> bytes:
    fields = f"From: Jo <{sender}>\r\nTo: help@house.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
    return (fields + f"Message-ID: <{subject.replace(' ', '')}@c.example>\r\n").encode()


def opaque(sealed: bytes, **more: str) -> bytes:
    """A mail whose whole content is a seal of S/MIME."""
    kind = b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head(**more) + kind + encodebytes(sealed)


def beside(content: bytes, signature: bytes, kind: str = "pkcs7-signature", **more: str) -> bytes:
    """A mail whose content can be read without its seal."""
    first = f"Content-Type: multipart/signed; micalg=sha-256; protocol=application/{kind}; boundary=s1\r\n\r\n--s1\r\n"
    second = f"\r\n--s1\r\nContent-Type: application/{kind}; name=s.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head(**more) + first.encode() + content + second.encode() + encodebytes(signature) + b"\r\n--s1--\r\n"


def pgp_encrypted(armoured: bytes, **more: str) -> bytes:
    """A mail whose whole content is encrypted by PGP."""
    first = "Content-Type: multipart/encrypted; protocol=application/pgp-encrypted; boundary=e1\r\n\r\n--e1\r\n"
    first += "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--e1\r\n"
    first += "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n"
    return head(**more) + first.encode() + armoured + b"\r\n--e1--\r\n"


def detached(key: pysequoia.Tsk, content: bytes) -> bytes:
    return bytes(pysequoia.sign(key.signer(), content, mode=pysequoia.SignatureMode.DETACHED))


class KeyFolder:
    """The folder of keys that the settings name."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for sort in ("ours", "trusted"):
            (place / sort).mkdir(parents=True)

    def lay(self, name: str, content: bytes) -> None:
        (self.place / name).write_bytes(content)
