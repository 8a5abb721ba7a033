"""DKIM (RFC 6376, 8301, 8463): whether a domain signed a mail, and whether that still fits."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from .dkim_form import Field, body_in, fields_and_body, header_in, tags_in
from .naming import Names, NoAnswer
from .verdicts import Finding, Verdict

SIGNATURES_AT_MOST = 5
SMALLEST_KEY = 1024
NEEDED = {"v", "a", "b", "bh", "d", "h", "s"}
EMPTIED = re.compile(rb"((?:^|;)[ \t\r\n]*b[ \t\r\n]*=)[^;]*")


class Unfit(Exception):
    """The signature proves nothing."""


def check(raw: bytes, *, names: Names, at: datetime) -> list[Finding]:
    """What each signature on a mail proves, in their order."""
    head = raw[: raw.find(b"\n\n") if b"\r\n\r\n" not in raw else raw.find(b"\r\n\r\n")].lower()
    if not re.search(rb"^dkim-signature[ \t]*:", head, re.M):
        return []
    fields, body = fields_and_body(raw)
    signed = [each for each in fields if each.name == b"dkim-signature"][:SIGNATURES_AT_MOST]
    return [_checked(Signed(each, fields, body, at), names) for each in signed]


def _checked(signed: Signed, names: Names) -> Finding:
    try:
        signed.prove(names)
    except NoAnswer as away:
        return Finding(Verdict.UNKNOWN, signed.domain, str(away))
    except Unfit as unfit:
        whose = f"The signature of {signed.domain[:100]}" if signed.domain else "A signature"
        return Finding(Verdict.FAIL, signed.domain, f"{whose} proves nothing: {unfit}.")
    return Finding(Verdict.PASS, signed.domain, f"{signed.domain} signed it.")


@dataclass(frozen=True)
class Signed:
    """One signature and the mail under it."""

    field: Field
    fields: list[Field]
    body: bytes
    at: datetime

    @property
    def tags(self) -> dict[str, str]:
        return tags_in(self.field.value.decode("utf-8", "replace"))

    @property
    def domain(self) -> str:
        return self.tags.get("d", "").lower()

    def prove(self, names: Names) -> None:
        """Return when it fits; Unfit says why not, NoAnswer that its key could not be asked for."""
        tags = self.tags
        self._is_in_order(tags)
        how, kind = tags["a"].lower(), tags.get("c", "simple/simple").lower().partition("/")
        body = body_in(kind[2] or "simple", self.body)
        self._covers(tags, body)
        if hashlib.sha256(body).digest() != _bytes(tags["bh"]):
            raise Unfit("the body was changed")
        key = _key(names.texts(f"{tags['s']}._domainkey.{tags['d']}"), tags)
        if not _fits(key, how, _bytes(tags["b"]), self._head(tags, kind[0])):
            raise Unfit("the head was changed, or the key is another")

    def _is_in_order(self, tags: dict[str, str]) -> None:
        if not tags.keys() >= NEEDED or tags["v"] != "1":
            raise Unfit("it is incomplete")
        if tags["a"].lower() not in ("rsa-sha256", "ed25519-sha256"):
            raise Unfit(f"“{tags['a'][:30]}” is not safe")
        if "from" not in _named(tags):
            raise Unfit("it does not cover the sender")
        if sum(each.name == b"from" for each in self.fields) != 1:
            raise Unfit("the mail does not name its sender once")
        if not (tags.get("i", f"@{tags['d']}").lower() + "$").endswith((f"@{self.domain}$", f".{self.domain}$")):
            raise Unfit("it speaks for another domain")
        if tags.get("x", "").isdecimal() and int(tags["x"][:15]) < self.at.timestamp():
            raise Unfit("it had expired")

    def _covers(self, tags: dict[str, str], body: bytes) -> None:
        if "l" in tags and tags["l"] != str(len(body)):
            raise Unfit("it covers only a part")

    def _head(self, tags: dict[str, str], kind: str) -> bytes:
        """The fields that were signed, from the last of each name upwards, and the signature without its value."""
        left: dict[bytes, list[Field]] = {}
        for each in self.fields:
            left.setdefault(each.name, []).append(each)
        signed = [left[name].pop() for each in _named(tags) if left.get(name := each.encode())]
        own = Field(self.field.name, EMPTIED.sub(rb"\1", self.field.value, count=1), self.field.written)
        return b"".join(header_in(kind, each) for each in signed) + header_in(kind, own)[:-2]


def _named(tags: dict[str, str]) -> list[str]:
    return [each.strip().lower() for each in tags["h"].split(":")]


def _bytes(words: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s", "", words))
    except (binascii.Error, ValueError):
        raise Unfit("it is unreadable") from None


def _key(written: list[str], tags: dict[str, str]) -> RSAPublicKey | Ed25519PublicKey:
    """The key that a domain shows; the first that is one."""
    if not written:
        raise Unfit("its domain shows no such key")
    shown = tags_in(written[0])
    kind, how = shown.get("k", "rsa").lower(), tags["a"].lower()
    if not shown.get("p") or shown.get("v", "DKIM1") != "DKIM1":
        raise Unfit("its key was withdrawn")
    services = [each.strip() for each in shown.get("s", "*").split(":")]
    strict = "s" in [each.strip() for each in shown.get("t", "").split(":")]
    apart = tags.get("i", f"@{tags['d']}").rpartition("@")[2].lower() != tags["d"].lower()
    if not how.startswith(kind) or not {"*", "email"} & set(services) or (strict and apart):
        raise Unfit("its key is not for this")
    try:
        found = _bytes(shown["p"])
        key = Ed25519PublicKey.from_public_bytes(found) if kind == "ed25519" else load_der_public_key(found)
    except Exception:
        raise Unfit("its key is unreadable") from None
    if isinstance(key, RSAPublicKey) and key.key_size < SMALLEST_KEY:
        raise Unfit("its key is too short")
    if not isinstance(key, RSAPublicKey | Ed25519PublicKey):
        raise Unfit("its key is of another kind")
    return key


def _fits(key: RSAPublicKey | Ed25519PublicKey, how: str, signature: bytes, head: bytes) -> bool:
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, hashlib.sha256(head).digest())
        else:
            key.verify(signature, head, PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
