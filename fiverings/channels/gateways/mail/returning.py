"""What a mail server reports about a mail of ours (RFC 3464): which mail, whose address, for good or not yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from . import headers, machine_phrases
from .parts import Part, take_apart

REPORTS = ("message/delivery-status", "message/global-delivery-status")
RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
PASSING = ("delayed", "delivered", "relayed", "expanded")
NAMED_ID = re.compile(rb"^[ \t>]*Message-ID:[ \t]*(<[^<>\s]+>)", re.I | re.M)
NOBODY = re.compile(r"5\.1\.(?:1|2|3|6|10)\b|5\.2\.1\b")
"""Enhanced codes (RFC 3463) of an address that does not exist, has moved, or is closed; a full mailbox is none."""
NO_CODE = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
NOBODY_IN_WORDS = re.compile(
    r"\b(?:no such (?:user|person|mailbox|address|recipient)"
    r"|(?:user|recipient|mailbox|address) (?:is )?(?:unknown|not found)"
    r"|unknown (?:user|recipient)|does(?: not|n't) exist|user doesn't have an? \S+ account)\b",
    re.I,
)
DELAYED = re.compile(machine_phrases.DELAYED, re.I)
BLAMED = re.compile(r"^(?: {2,8}|<)([^<>\s]{1,250}@[^<>\s]{1,250}?)(?:>:|(?=\r?\n {3,8}\S))", re.M)
COPY = re.compile(r"^-{3,} ?(?:This is a copy|Below this line)", re.M | re.I)
WORDS_AT_MOST = 8_000
REASON_AT_MOST = 300
IDS_AT_MOST = 50


@dataclass(frozen=True)
class Returned:
    """A report about mail of ours."""

    message_ids: tuple[str, ...]
    reason: str
    is_final: bool
    nobody_at: tuple[str, ...] = ()
    """Addresses at which nobody lives, by the words of their servers."""

    @classmethod
    def read(cls, raw: bytes) -> Returned:
        """Read a report; what does not say that the mail is still on its way is final."""
        root = take_apart(raw, [])
        reports = [line for part in _inside(root) if part.kind in REPORTS for line in _report(part)]
        told = dict(reports)
        late = not reports and DELAYED.search(headers.line(root.first("subject"))) is not None
        action = told.get("action", "delayed" if late else "failed").lower()
        words = [told.get("final-recipient", ""), told.get("diagnostic-code", "") or told.get("status", "")]
        plain = [re.sub(r"^[\w-]+;\s*", "", each) for each in words if each]
        reason = ": ".join(plain) or headers.line(root.first("subject"))
        return cls(
            tuple(dict.fromkeys(islice(_ids(root), IDS_AT_MOST))),
            reason[:REASON_AT_MOST],
            action not in PASSING,
            tuple(islice(_nobody_at(reports) if reports else _nobody_in_words(root), IDS_AT_MOST)),
        )


def means_nobody(words: str) -> bool:
    """Whether a server that refuses for good says that nobody lives at the address; by its code, else by its words."""
    if NO_CODE.search(words):
        return NOBODY.search(words) is not None
    return NOBODY_IN_WORDS.search(words) is not None


def _nobody_at(report: list[tuple[str, str]]) -> Iterator[str]:
    """Each recipient of a report that failed because nobody lives there; the fields of one stand together."""
    recipient, about = "", dict[str, str]()
    for name, value in [*report, ("final-recipient", "")]:
        if name == "final-recipient":
            words = f"{about.get('status', '')} {about.get('diagnostic-code', '')}"
            if "@" in recipient and about.get("action", "failed").lower() == "failed" and means_nobody(words):
                yield recipient
            recipient, about = re.sub(r"^[\w-]+;\s*", "", value).strip("<> "), {}
        about[name] = value


def _nobody_in_words(root: Part) -> Iterator[str]:
    """Each recipient below whose address a server of the old kind says that nobody lives there."""
    words = root.raw[root.start : root.start + WORDS_AT_MOST].decode("utf-8", "replace")
    words = COPY.split(words, maxsplit=1)[0]
    listed = headers.line(root.first("x-failed-recipients"))
    addresses = [*re.findall(r"[^\s,<>]+@[^\s,<>]+", listed), *BLAMED.findall(words)]
    for address in dict.fromkeys(each.rstrip(":") for each in addresses[:IDS_AT_MOST]):
        if means_nobody(words.partition(address)[2][:REASON_AT_MOST]):
            yield address


def _inside(part: Part) -> Iterator[Part]:
    yield part
    for child in part.children:
        yield from _inside(child)


def _report(part: Part) -> Iterator[tuple[str, str]]:
    """The fields of the report, those of its last recipient winning."""
    for line in part.content([]).decode("utf-8", "replace").replace("\r\n", "\n").replace("\n\t", " ").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), headers.line(value)


def _ids(root: Part) -> Iterator[str]:
    """The ids by which our mail may be known, the surest first."""
    for part in _inside(root):
        if part.kind in RETURNED:
            for found in NAMED_ID.finditer(part.content([])):
                yield from headers.message_ids(found[1].decode("utf-8", "replace"))
    for name in ("x-failed-message-id", "in-reply-to", "references"):
        yield from headers.message_ids(root.first(name))
    yield from (
        each
        for found in NAMED_ID.finditer(root.raw, root.start)
        for each in headers.message_ids(found[1].decode("utf-8", "replace"))
    )
