"""What a mail server reports about a mail of ours (RFC 3464): which mail, whose address, for good or not yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from . import headers
from .parts import Part, take_apart

REPORTS = ("message/delivery-status", "message/global-delivery-status")
RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
PASSING = ("delayed", "delivered", "relayed", "expanded")
NAMED_ID = re.compile(rb"^[ \t>]*Message-ID:[ \t]*(<[^<>\s]+>)", re.I | re.M)
REASON_AT_MOST = 300
IDS_AT_MOST = 50


@dataclass(frozen=True)
class Returned:
    """A report about mail of ours."""

    message_ids: tuple[str, ...]
    reason: str
    is_final: bool

    @classmethod
    def read(cls, raw: bytes) -> Returned:
        """Read a report; what does not say that the mail is still on its way is final."""
        root = take_apart(raw, [])
        told = {name: value for part in _inside(root) if part.kind in REPORTS for name, value in _report(part)}
        action = told.get("action", "failed").lower()
        words = [told.get("final-recipient", ""), told.get("diagnostic-code", "") or told.get("status", "")]
        plain = [re.sub(r"^[\w-]+;\s*", "", each) for each in words if each]
        reason = ": ".join(plain) or headers.line(root.first("subject"))
        return cls(
            tuple(dict.fromkeys(islice(_ids(root), IDS_AT_MOST))), reason[:REASON_AT_MOST], action not in PASSING
        )


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
