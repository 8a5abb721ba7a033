"""Signing what we send (DKIM, RFC 6376): so that whoever receives it knows that it is ours and unchanged."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from .dkim_form import Field, body_in, fields_and_body, header_in

log = logging.getLogger(__name__)
SELECTOR = "fiverings"
KEY_SIZE = 2048
DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
SIGNED = (
    *(b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references"),
    *(b"mime-version", b"content-type", b"content-transfer-encoding", b"auto-submitted"),
    *(b"list-unsubscribe", b"list-unsubscribe-post"),
)
SEALED = (b"from", b"to", b"cc", b"reply-to", b"subject", b"date")
"""Fields of which nobody can add a second one without breaking the signature, even where we wrote none."""
WIDTH = 70


@dataclass(frozen=True)
class Signing:
    """The key of one domain, by which its mail is signed."""

    domain: str
    key: RSAPrivateKey

    @classmethod
    def of(cls, domain: str) -> Signing | None:
        """As its file is now; None where there is none, or none that can be read."""
        domain = in_ascii(domain)
        file = _file(domain)
        if file is None or not file.is_file():
            return None
        try:
            key = load_pem_private_key(file.read_bytes(), None)
        except (ValueError, TypeError, OSError):  # the error could quote the file
            log.warning("The key file %s cannot be read: mail of %s goes out unsigned", file.name, domain)
            return None
        return cls(domain, key) if isinstance(key, RSAPrivateKey) else None

    @classmethod
    def begin(cls, domain: str) -> Signing | None:
        """The key of a domain, made in a file that only we read where there is none; None when a file is no key."""
        domain = in_ascii(domain)
        file = _file(domain)
        if file is None:
            return None
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = generate_private_key(65537, KEY_SIZE)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                new.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        except FileExistsError:
            return cls.of(domain)
        return cls(domain, key)

    @property
    def name(self) -> str:
        """Where in the DNS its public half stands."""
        return f"{SELECTOR}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """The TXT record that stands there."""
        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"

    def sign(self, raw: bytes) -> bytes:
        """The mail with its signature above it; the same mail gets the same signature."""
        fields, body = fields_and_body(raw)
        left: dict[bytes, list[Field]] = {}
        for each in fields:
            left.setdefault(each.name, []).append(each)
        named = [name for name in SIGNED for _each in left.get(name, ())] + list(SEALED)
        signed = [header_in("relaxed", left[name].pop()) for name in named if left.get(name)]
        digest = base64.b64encode(hashlib.sha256(body_in("relaxed", body)).digest()).decode()
        value = (
            f" v=1; a=rsa-sha256; c=relaxed/relaxed; d={self.domain};\r\n s={SELECTOR};\r\n"
            f" h={_folded(':'.join(name.decode() for name in named), at=':')};\r\n bh={digest};\r\n b="
        )
        own = header_in("relaxed", Field(b"dkim-signature", value.encode(), b"DKIM-Signature"))[:-2]
        words = self.key.sign(b"".join(signed) + own, PKCS1v15(), hashes.SHA256())
        return f"DKIM-Signature:{value}{_folded(base64.b64encode(words).decode())}\r\n".encode() + raw


def in_ascii(domain: str) -> str:
    """A domain as the DNS writes it; empty when it is none."""
    try:
        return domain.strip().lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _file(domain: str) -> Path | None:
    return Path(settings.DKIM_KEYS) / f"{domain}.pem" if DOMAIN.fullmatch(domain) and ".." not in domain else None


def _folded(words: str, *, at: str = "") -> str:
    """Long words on lines of their own, broken behind a mark or anywhere."""
    pieces = re.findall(f".{{1,{WIDTH}}}(?:{at}|$)", words) if at else re.findall(f".{{1,{WIDTH}}}", words)
    return "\r\n  ".join(pieces)
