"""One mail, read: whatever the bytes are, the answer is a mail, with its defects said in words."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fiverings.core import clock

from . import addresses, automatic, cleaning, headers, invitations, reading, replies
from .addresses import Address
from .attachments import Attached
from .automatic import AutoVerdict
from .bodies import Body
from .parts import KNOWN, Part, take_apart
from .sealed import Unsealing
from .seals import Seal

LARGEST = 128 * 1024 * 1024


@dataclass(frozen=True)
class ParsedMail:
    """A mail as we understand it; the raw bytes are kept elsewhere and remain the truth."""

    from_: list[Address] = field(default_factory=list)
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    reply_to: list[Address] = field(default_factory=list)
    subject: str = ""
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    auto: AutoVerdict = AutoVerdict(is_auto=False)  # noqa: RUF009 — a frozen value
    text: str = ""
    new_text: str = ""
    html_safe: str = ""
    html: str = ""
    attachments: list[Attached] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    signature: str = ""
    signer: str = ""
    secrecy: str = ""
    doubt: str = ""
    forwarded_by_id: int | None = None
    written_at: datetime | None = None
    invitation: dict[str, Any] | None = None

    @classmethod
    def read(cls, raw: bytes, *, at: datetime | None = None) -> "ParsedMail":
        """Read a mail that came at a moment; bytes that are none give a mail with defects, never an error."""
        try:
            return read_mail(raw, at or clock.now())
        except Exception as failure:  # a mail must never be lost because of what is in it
            return cls(defects=[f"The mail could not be read ({type(failure).__name__}); only its raw form is kept."])

    def as_json(self) -> dict[str, object]:
        """What `mail parse` shows of it."""
        return {
            "from": [each.as_json() for each in self.from_],
            "to": [each.as_json() for each in self.to],
            "cc": [each.as_json() for each in self.cc],
            "subject": self.subject,
            "date": self.date.isoformat() if self.date else None,
            "message_id": self.message_id,
            "in_reply_to": self.in_reply_to,
            "references": self.references,
            "auto": self.auto.as_json(),
            "text": self.text,
            "new_text": self.new_text,
            "html_safe": self.html_safe,
            "attachments": [each.as_json() for each in self.attachments],
            "defects": self.defects,
        }


def read_mail(raw: bytes, at: datetime) -> ParsedMail:
    """The mail in these bytes, whose seals are held against the moment when it came."""
    defects = [] if raw.strip() else ["The mail is empty."]
    if len(raw) > LARGEST:
        defects.append(f"The mail is larger than {LARGEST} bytes; the rest is not read.")
    root = take_apart(with_line_ends(raw[:LARGEST]), defects)
    outside = envelope(root, defects)
    unsealing = Unsealing(next((each.address for each in outside["from_"] if "@" in each.address), ""), at, defects)
    body = Body.read(root, unsealing)
    html = body.html()
    marked = reading.marked_text(html)
    text = body.text() or reading.unmarked(marked)
    safe = cleaning.clean(html, defects)
    return ParsedMail(
        **{**outside, "subject": body.subject or outside["subject"]},
        auto=automatic.verdict(root, headers.line(root.first("subject"))),
        text=text,
        new_text=replies.newest(text, marked),
        html_safe=safe,
        html=html,
        attachments=body.files,
        defects=list(dict.fromkeys(defects)),
        invitation=invitations.found([*body.invitations, *body.files]),
        **_proven(unsealing),
    )


def with_line_ends(raw: bytes) -> bytes:
    """The bytes with line ends that a line can be found by."""
    head = raw[:1000]
    if b"\n" not in head and b"\r" in head:
        return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if raw[:1] in b"\r\n \t\xef" and KNOWN.match(begun := raw.lstrip(b"\xef\xbb\xbf\r\n \t")):
        return begun
    return raw.lstrip(b"\r\n") if raw[:1] in (b"\r", b"\n") else raw


def _proven(unsealing: Unsealing) -> dict[str, Any]:
    """What the seals of the mail say of it."""
    signature = unsealing.signature
    told = {"signature": signature.state, "signer": signature.signer} if signature else {}
    return {"seals": unsealing.seals, "secrecy": unsealing.secrecy, **told}


def envelope(root: Part, defects: list[str]) -> dict[str, Any]:
    """Who wrote to whom, when, about what, and in answer to which mail."""
    reply_to = people(root, "reply-to")
    from_ = usable(people(root, "from")) or usable(reply_to) or people(root, "sender") or people(root, "return-path")
    date = headers.moment(root.first("date"))
    if not from_:
        defects.append("Nobody is named as its sender.")
    elif not any("@" in each.address for each in people(root, "from")):
        defects.append("Its sender has no usable address.")
    if date is None:
        defects.append("It says no readable date.")
    answered = headers.message_ids(root.first("in-reply-to"))
    return {
        "from_": from_,
        "to": people(root, "to"),
        "cc": people(root, "cc"),
        "reply_to": reply_to,
        "subject": headers.line(root.first("subject")),
        "date": date,
        "message_id": headers.message_id(root.first("message-id")),
        "in_reply_to": next((each for each in answered if "@" in each), next(iter(answered), "")),
        "references": headers.message_ids(re.sub(r"[,\s]+", " ", " ".join(root.all("references")))),
    }


def usable(found: list[Address]) -> list[Address]:
    """Those of them who could be written to, or all when nobody could."""
    return [each for each in found if "@" in each.address] or found


def people(root: Part, name: str) -> list[Address]:
    """Everybody whom the fields of this name mention, each once."""
    return list(dict.fromkeys(each for value in root.all(name) for each in addresses.read(value)))
