"""Letters of customers: composed as mail, written as bytes, kept, and read by the same parser as any other mail."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.papers import paper
from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.composing import OutgoingMail
from fiverings.channels.gateways.mail.keeping import Kept
from fiverings.channels.gateways.mail.parsing import ParsedMail


@dataclass(frozen=True)
class Letter:
    """What somebody writes to us, to whom else, and in answer to which mail."""

    sender: Address
    to: str
    subject: str
    words: str
    at: datetime
    cc: Sequence[str] = ()
    files: Sequence[str] = ()
    answers: str = ""
    references: Sequence[str] = ()
    is_auto: bool = False

    def post(self) -> tuple[ParsedMail, str]:
        """The mail as our parser reads it, and where its raw form lies."""
        raw = self.composed()
        kept = Kept(hashlib.sha256(raw).hexdigest(), len(raw))
        kept.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.path.write_bytes(raw)  # no fsync: after a power cut the demo fills itself anew
        return ParsedMail.read(raw), kept.key

    def composed(self) -> bytes:
        """The mail as it travels."""
        is_answer = bool(self.answers) and not self.is_auto
        return bytes(
            OutgoingMail(
                from_=self.sender,
                to=[Address("Northbell", self.to)],
                cc=[Address("", each) for each in self.cc],
                subject=f"Re: {self.subject}" if is_answer else self.subject,
                text=self.words,
                domain=self.domain,
                date=self.at - timedelta(seconds=7),
                message_id=f"{self.mark()}@{self.domain}",
                in_reply_to=self.answers,
                references=self.references,
                automatic=self.is_auto,
                attachments=[paper(each, self.subject) for each in self.files],
            ).compose()
        )

    @property
    def domain(self) -> str:
        return self.sender.address.rpartition("@")[2]

    def mark(self) -> str:
        """What tells this letter from every other."""
        return hashlib.sha256(f"{self.sender.address} {self.at.isoformat()} {self.words}".encode()).hexdigest()[:24]
