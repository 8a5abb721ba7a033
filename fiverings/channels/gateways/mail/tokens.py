"""Marks that bring an answer back to its case: one to read in the subject, one in the address that nobody can forge."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

PREFIX = "NB"
SIGNATURE_LENGTH = 16  # base32 letters: 80 bits
ADDRESSED = re.compile(r"\+([a-z]{1,8})-(\d{1,12})-([a-z2-7]{16})@", re.I)


@dataclass(frozen=True)
class CaseToken:
    """The number of a case, written so that mail programs carry it back to us."""

    number: int
    prefix: str = PREFIX

    def in_subject(self, subject: str) -> str:
        """The subject with the mark in front, once."""
        mark = f"[{self.prefix}-{self.number}]"
        return subject if mark.lower() in subject.lower() else f"{mark} {subject}".strip()

    def in_address(self, address: str, *, secret: bytes) -> str:
        """The address with the mark and its signature after a plus sign."""
        local, _, domain = address.rpartition("@")
        return f"{local.partition('+')[0]}+{self.prefix.lower()}-{self.number}-{self.signature(secret)}@{domain}"

    def signature(self, secret: bytes) -> str:
        """What only we can write beside this number."""
        digest = hmac.new(secret, f"case-token:{self.prefix.lower()}:{self.number}".encode(), hashlib.sha256).digest()
        return base64.b32encode(digest).decode("ascii").lower()[:SIGNATURE_LENGTH]


def found_in_subject(subject: str, *, prefix: str = PREFIX) -> CaseToken | None:
    """The case a subject names; anybody may write that, so it proves nothing about its writer."""
    found = re.search(rf"\[\s*{re.escape(prefix)}\s*-\s*([0-9]{{1,12}})\s*\]", subject, re.I)
    return CaseToken(int(found[1]), prefix) if found else None


def named_in_subject(subject: str, *, prefix: str = PREFIX) -> CaseToken | None:
    """The one case whose number a subject names as we write it in our letters, without brackets."""
    found = {
        int(each) for each in re.findall(rf"(?<![\w-]){re.escape(prefix)}-([0-9]{{1,12}})(?![\w-])", subject, re.I)
    }
    return CaseToken(found.pop(), prefix) if len(found) == 1 else None


def found_in_addresses(addresses: Iterable[str], *, secrets: Iterable[bytes], prefix: str = PREFIX) -> CaseToken | None:
    """The case whose signed address is among these; older secrets go on working while they are listed."""
    keys = list(secrets)
    for found in (match for address in addresses for match in ADDRESSED.finditer(address)):
        token = CaseToken(int(found[2]), prefix)
        signed = found[3].lower().encode()
        if found[1].lower() == prefix.lower() and any(
            hmac.compare_digest(token.signature(key).encode(), signed) for key in keys
        ):
            return token
    return None
