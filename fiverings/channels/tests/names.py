"""A small DNS server on this machine, and the mails that domains named there sign."""

from __future__ import annotations

import base64
import hashlib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fiverings.channels.gateways.mail.dkim_form import Field, body_in, fields_and_body, header_in
from fiverings.channels.gateways.mail.naming import SERVERS

SIGNED = "from:to:subject:date:message-id"


@dataclass
class Zone:
    """What the server knows, and at which address it answers; a name that is `silent` gets no answer.

    What it answers `lasts` so many seconds; where `*` is silent, nothing is answered.
    """

    address: str = ""
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    lasts: int = 0
    asked: list[str] = field(default_factory=list)

    def say(self, name: str, kind: str, *words: str) -> None:
        """Write records at a name; texts are cut into pieces as the wire wants them."""
        self.records[name, kind] = [_text(each) for each in words] if kind == "TXT" else list(words)

    def answer(self, asked: bytes) -> bytes | None:
        query = dns.message.from_wire(asked)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append(name)
        if name in self.silent or "*" in self.silent:
            return None
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA
        if found := self.records.get((name, kind)):
            answer.answer.append(dns.rrset.from_text_list(question.name, self.lasts, "IN", kind, found))
        elif not any(known == name for known, _kind in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()


def _text(words: str) -> str:
    pieces = [words[each : each + 200] for each in range(0, len(words), 200)] or [""]
    return " ".join('"' + each.replace("\\", "\\\\").replace('"', '\\"') + '"' for each in pieces)


@contextmanager
def serving() -> Iterator[Zone]:
    """A zone that is asked over UDP."""
    zone = Zone()

    class Asked(socketserver.BaseRequestHandler):
        """One question."""

        def handle(self) -> None:
            if answer := zone.answer(self.request[0]):
                self.request[1].sendto(answer, self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Asked) as server:
        zone.address = f"127.0.0.1:{server.server_address[1]}"
        SERVERS.pop(zone.address, None)  # another server was there before
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield zone
        finally:
            server.shutdown()


@dataclass
class Signer:
    """A domain with a key."""

    domain: str
    kind: str = "rsa"
    size: int = 2048

    def __post_init__(self) -> None:
        made: Any = ed25519.Ed25519PrivateKey.generate
        self.key = made() if self.kind == "ed25519" else rsa.generate_private_key(65537, self.size)

    def publish(self, zone: Zone, *, words: str = "v=DKIM1; k={kind}; p={key}") -> None:
        raw = self.kind == "ed25519"
        form = (Encoding.Raw, PublicFormat.Raw) if raw else (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        key = base64.b64encode(self.key.public_key().public_bytes(*form)).decode()
        zone.say(f"k._domainkey.{self.domain}", "TXT", words.format(kind=self.kind, key=key))

    def sign(self, raw: bytes, *, form: str = "relaxed/relaxed", named: str = SIGNED, more: str = "") -> bytes:
        """The mail with a signature above it."""
        head, _slash, tail = form.partition("/")
        fields, body = fields_and_body(raw)
        digest = base64.b64encode(hashlib.sha256(body_in(tail, body)).digest()).decode()
        value = f" v=1; a={self.kind}-sha256; c={form}; d={self.domain}; s=k;\r\n\th={named}; {more}bh={digest}; b="
        last = {each.name: each for each in fields}
        signed = [header_in(head, last[name.encode()]) for name in named.split(":") if name.encode() in last]
        own = header_in(head, Field(b"dkim-signature", value.encode(), b"DKIM-Signature"))[:-2]
        signature = base64.b64encode(self._signed(b"".join(signed) + own)).decode()
        return b"DKIM-Signature:" + value.encode() + signature.encode() + b"\r\n" + raw

    def _signed(self, words: bytes) -> bytes:
        if self.kind == "ed25519":
            return bytes(self.key.sign(hashlib.sha256(words).digest()))
        return bytes(self.key.sign(words, PKCS1v15(), hashes.SHA256()))
