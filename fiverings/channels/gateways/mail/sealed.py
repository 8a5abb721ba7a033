"""Mails that came signed or encrypted (RFC 8551, RFC 3156): signatures are checked, and what is for us is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms

from . import enveloping, headers, pgp, smime
from .attachments import given_name
from .keys import Keys
from .parts import Part, stretches
from .seals import CLOSED, OPENED, PGP, SMIME, UNCHECKED, Seal, best

KINDS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
PLAIN_FILE = "application/octet-stream"
LARGEST = 64 * 1024 * 1024
MOST = 5
"""So many seals on one mail are looked at; what lies deeper stays a file."""
BEGINS = re.compile(rb"^-----BEGIN PGP (SIGNED )?MESSAGE-----\r?$", re.M)
ENDS = {
    b"SIGNED ": re.compile(rb"^-----END PGP SIGNATURE-----[ \t]*\r?$", re.M),
    None: re.compile(rb"^-----END PGP MESSAGE-----[ \t]*\r?$", re.M),
}


@dataclass(frozen=True)
class Inner:
    """What lay within a seal, and whether it was secret on its way."""

    content: bytes
    was_secret: bool


@dataclass
class Unsealing:
    """The seals of one mail while it is read: who it says wrote it, when it came, and what they proved so far."""

    sender: str
    at: datetime
    defects: list[str]
    seals: list[Seal] = field(default_factory=list)
    looked_at: int = 0

    @property
    def may_go_on(self) -> bool:
        """Whether one more may be looked at; counts it."""
        self.looked_at += 1
        return self.looked_at <= MOST

    @property
    def signature(self) -> Seal | None:
        """What the mail as a whole proves: the innermost signature on all of it, else the best on a part."""
        found = [each for each in self.seals if each.is_signature]
        return next((each for each in reversed(found) if each.is_whole), None) or best(found)

    @property
    def secrecy(self) -> str:
        """Whether something was encrypted, and whether all of it could be opened."""
        states = [each.state for each in self.seals if not each.is_signature]
        return CLOSED if CLOSED in states else OPENED if states else ""

    def say(self, seal: Seal, *, is_whole: bool) -> None:
        """Note what a seal proved."""
        held = seal.held_against(self.sender, is_whole=is_whole)
        self.seals.append(held)
        if not held.is_fine:
            self.defects.append(held.in_words)

    def within(self, part: Part, *, is_whole: bool) -> Inner | None:
        """What lies within a part of S/MIME; None for what we cannot open, or is no such thing."""
        if part.kind not in KINDS and not (part.kind == PLAIN_FILE and given_name(part).lower().endswith(".p7m")):
            return None
        if not self.may_go_on:
            return None
        try:
            return self._within(part.content(self.defects)[:LARGEST], is_whole)
        except Exception as failure:  # whatever it is, it stays a file
            self.defects.append(f"What came sealed could not be opened ({type(failure).__name__}).")
            return None

    def _within(self, raw: bytes, is_whole: bool) -> Inner | None:
        sealed = cms.ContentInfo.load(raw)
        sort, content = sealed["content_type"].native, sealed["content"]
        if sort == "signed_data":
            inner = content["encap_content_info"]["content"].native
            if not inner:
                return None
            proof = smime.signatures(content, [bytes(inner)], Keys.held(), at=self.at)
            self.say(proof, is_whole=is_whole)
            return Inner(bytes(inner), was_secret=False)
        if sort not in ("enveloped_data", "authenticated_enveloped_data"):
            return None
        found = enveloping.opened(content, Keys.held())
        self.say(Seal(SMIME, CLOSED if found is None else OPENED), is_whole=is_whole)
        return Inner(found, was_secret=True) if found is not None else None

    def check(self, part: Part, *, is_whole: bool) -> None:
        """Check the signature that stands beside what it signs."""
        if part.kind != "multipart/signed" or not self.may_go_on:
            return
        how = PGP if "pgp" in _protocol(part) else SMIME
        try:
            seal = self._checked(part, how)
        except Exception as failure:  # it is read without
            seal = Seal(how, UNCHECKED, why=f"it cannot be read: {type(failure).__name__}")
        self.say(seal, is_whole=is_whole and len(part.children) == 2)

    def _checked(self, part: Part, how: str) -> Seal:
        if len(part.children) < 2:
            return Seal(how, UNCHECKED, why="the signature is missing")
        start, end = next(stretches(part, []))
        content, signature = ways_of(part.raw[start:end]), part.children[1].content([])
        if how == PGP:
            return pgp.signature_on(content, signature, Keys.held(), at=self.at)
        sealed = cms.ContentInfo.load(signature[:LARGEST])
        if sealed["content_type"].native != "signed_data":
            return Seal(how, UNCHECKED, why="the signature is none")
        return smime.signatures(sealed["content"], content, Keys.held(), at=self.at)

    def opened(self, part: Part, *, is_whole: bool) -> Inner | None:
        """What lies within parts that PGP encrypted; None for what we cannot open, or is no such thing."""
        if part.kind != "multipart/encrypted" or not self.may_go_on:
            return None
        if "pgp" not in _protocol(part) or len(part.children) < 2:
            self.say(Seal(PGP if "pgp" in _protocol(part) else SMIME, CLOSED), is_whole=is_whole)
            return None
        found = self._pgp(part.children[1].content(self.defects), is_whole)
        return Inner(found, was_secret=True) if found is not None else None

    def inline(self, raw: bytes, *, is_whole: bool) -> bytes:
        """Words with what PGP wrote into them taken out of its armour, as far as we can."""
        pieces, done = [], 0
        for start, end, is_signed in _armoured(raw):
            if not self.may_go_on:
                break
            message = raw[start:end]
            all_of_it = is_whole and not (raw[:start] + raw[end:]).strip()
            is_open = is_signed or not pgp.is_secret(message)
            bare = self._signed_words(message, all_of_it) if is_open else self._pgp(message, all_of_it) or message
            pieces += [raw[done:start], bare]
            done = end
        return b"".join([*pieces, raw[done:]])

    def _signed_words(self, message: bytes, is_whole: bool) -> bytes:
        found = pgp.signed_words(message, Keys.held(), at=self.at)
        if found.signature:
            self.say(found.signature, is_whole=is_whole)
        return found.content if found.content is not None else message

    def _pgp(self, message: bytes, is_whole: bool) -> bytes | None:
        found = pgp.opened(message, Keys.held(), at=self.at)
        self.say(Seal(PGP, CLOSED if found.content is None else OPENED, why=found.why), is_whole=is_whole)
        if found.signature:
            self.say(found.signature, is_whole=is_whole)
        return found.content


def ways_of(content: bytes) -> Sequence[bytes]:
    """A content with the line ends that it was signed with, and as it came."""
    return list(dict.fromkeys((re.sub(rb"\r?\n", b"\r\n", content), content)))


def protected_subject(root: Part, *, was_secret: bool) -> str:
    """The subject that travelled within the seal, where the one outside is only a cover (RFC 9788)."""
    is_protected = was_secret or "hp" in root.about or "protected-headers" in root.about
    return headers.line(root.first("subject")) if is_protected else ""


def _protocol(part: Part) -> str:
    return part.about.get("protocol", "").lower()


def _armoured(raw: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each armour of PGP begins and ends, and whether it only signs; one that never ends is none."""
    begun, endless = BEGINS.search(raw), set()
    while begun and len(endless) < len(ENDS):
        kind = begun[1]
        ended = None if kind in endless else ENDS[kind].search(raw, begun.end())
        if ended is None:
            endless.add(kind)
        else:
            yield begun.start(), ended.end(), kind is not None
        begun = BEGINS.search(raw, (ended or begun).end())
