"""What we can say of the seals on a mail: who signed it, whether that holds, and whether we could open it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

VERIFIED, OTHER, UNKNOWN, EXPIRED = "verified", "other", "unknown", "expired"
ALTERED, PART, UNCHECKED = "altered", "part", "unchecked"
OPENED, CLOSED = "opened", "closed"
SMIME, PGP = "S/MIME", "PGP"
LONGEST = 200

IN_WORDS = {
    VERIFIED: "The signature fits, and its signer is the sender.",
    OTHER: "The signature fits, but its signer is not the sender.",
    UNKNOWN: "The signature fits, but we trust nobody who vouches for its signer.",
    EXPIRED: "The signature fits, but its key or certificate was not valid when the mail came.",
    ALTERED: "The signature does not fit: what was signed was changed, or the signature is forged.",
    PART: "The signature fits, but covers only a part of the mail.",
    UNCHECKED: "The signature could not be checked.",
    OPENED: "It was opened with a key of ours.",
    CLOSED: "We have no key that opens it: its words are in the file beside it.",
}
BEST_FIRST = (VERIFIED, OTHER, EXPIRED, UNKNOWN, PART, UNCHECKED, ALTERED)


@dataclass(frozen=True)
class Seal:
    """One signature, or one encryption; `signers` are the addresses its key or certificate names."""

    how: str
    state: str
    signers: tuple[str, ...] = ()
    issuer: str = ""
    why: str = ""
    is_whole: bool = True

    @property
    def is_fine(self) -> bool:
        """Whether nobody need look at it."""
        return self.state in (VERIFIED, OPENED)

    @property
    def is_signature(self) -> bool:
        return self.state not in (OPENED, CLOSED)

    @property
    def signer(self) -> str:
        """The address of the signer."""
        return next(iter(self.signers), "")

    def held_against(self, sender: str, *, is_whole: bool) -> Seal:
        """The same, knowing who the mail says wrote it, and whether the signature covers all of it."""
        if not self.is_signature:
            return replace(self, is_whole=is_whole)
        named = sender.lower() in {each.lower() for each in self.signers}
        seal = replace(self, signers=(sender.lower(),)) if named else self
        state = OTHER if self.state == VERIFIED and not named else self.state
        return replace(seal, state=PART if state == VERIFIED and not is_whole else state, is_whole=is_whole)

    @property
    def in_words(self) -> str:
        """All of it, in plain words."""
        sort = "signed" if self.is_signature else "encrypted"
        by = f" Signer: {self.signer}." if self.signer else ""
        issuer = f" Vouched for by: {self.issuer}." if self.issuer else ""
        why = f" ({self.why})" if self.why else ""
        return f"It came {sort} ({self.how}). {IN_WORDS[self.state]}{by}{issuer}{why}"


def clean(words: object) -> str:
    """Words out of a key or certificate, which anybody may have written, on one short line."""
    bare = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", " ", str(words))
    return " ".join(bare.split())[:LONGEST]


def addresses(found: Iterable[object]) -> tuple[str, ...]:
    """Those of the words that are addresses, each once and in small letters."""
    written = (clean(each).lower() for each in found)
    return tuple(dict.fromkeys(each for each in written if re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", each)))


def best(found: Iterable[Seal]) -> Seal | None:
    """Of several signatures on the same words the one that says most."""
    return min(found, key=lambda each: BEST_FIRST.index(each.state), default=None)
