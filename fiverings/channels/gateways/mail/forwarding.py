"""A mail that was forwarded to us: what its first writer wrote, when, and what was said above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import addresses, phrases
from .automatic import AutoVerdict
from .handed_looks import below_fields
from .moments import moment_in
from .repeats import FIELD, is_head, is_separator
from .replies import newest

if TYPE_CHECKING:
    from datetime import datetime

    from .addresses import Address
    from .parsing import ParsedMail

BEFORE = re.compile(r"\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vb|vs|pd)\s*:\s*", re.I)
BEGINS = re.compile(phrases.BEGINS_FORWARD + "|forwarded|weitergeleitete|message transféré", re.I)
ADDRESS = re.compile(r"[^\s<>\[\]()\"',;:]+@[^\s<>\[\]()\"',;:]+\.[^\s<>\[\]()\"',;:]+")
LINES_ABOVE = 12
FIELDS_AT_MOST = 12
LINES_AT_MOST = 20_000


@dataclass(frozen=True)
class Forwarded:
    """The mail as its first writer wrote it, and the words of whoever forwarded it."""

    mail: ParsedMail
    sender: str
    comment: str
    written_at: datetime | None


def attached(outer: ParsedMail, inner: ParsedMail) -> Forwarded | None:
    """What was forwarded as a file of its own."""
    sender = next((each.address.lower() for each in inner.from_ if "@" in each.address), "")
    rest = [each for each in outer.attachments if each.content_type != "message/rfc822"]
    mail = replace(inner, to=[], cc=[], attachments=[*inner.attachments, *rest])
    return Forwarded(mail, sender, outer.new_text, inner.date) if sender else None


def written_below(outer: ParsedMail) -> Forwarded | None:
    """What was forwarded within the words of a mail, as mail programs do; None when nothing was."""
    lines = [
        _bare(each) for each in outer.text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n")[:LINES_AT_MOST]
    ]
    start = next((place for place, line in enumerate(lines) if FIELD.match(line) and is_head(lines, place)), None)
    if start is None or not (BEFORE.match(outer.subject) or _says_so(lines[:start])):
        return None
    fields, end = _fields(lines, start)
    who = _writer(fields.get("sender", ""))
    if who is None:
        return None
    text, above = "\n".join(lines[end:]).strip("\n"), _above(lines[:start])
    looks = below_fields(outer.html_safe, who.address, above)
    mail = replace(
        outer, from_=[who], to=[], cc=[], reply_to=[], subject=fields.get("subject") or BEFORE.sub("", outer.subject),
        in_reply_to="", references=[], auto=AutoVerdict(is_auto=False), text=text, new_text=newest(text),
        html_safe=looks, html="", signature="", signer="", seals=[], invitation=None,
    )  # fmt: skip
    return Forwarded(mail, who.address.lower(), above, moment_in(fields.get("day", "")))


def _bare(line: str) -> str:
    """A line without the marks of a quote; Apple's programs put them before what they forward."""
    return re.sub(r"^\s{0,3}>[ ]?", "", line)


def _says_so(above: list[str]) -> bool:
    """Whether somebody said just above that a mail is forwarded: a reply repeats a mail in the same form."""
    near = [line for line in above[-LINES_ABOVE:] if line.strip()]
    return any(is_separator(line) and BEGINS.search(line) for line in near)


def _fields(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The fields that stand there, by their sort, and where they end; a long one may go on below."""
    found: dict[str, str] = {}
    place, last = start, ""
    while place < min(start + FIELDS_AT_MOST, len(lines)) and (lines[place].strip() or len(found) < 2):
        if field := FIELD.match(lines[place]):
            last = str(field.lastgroup)
            found.setdefault(last, lines[place][field.end() :].strip(" \t*_"))
        elif lines[place].strip() and last:
            found[last] += " " + lines[place].strip()
        place += 1
    return found, place


def _writer(words: str) -> Address | None:
    """Who is named there, with an address."""
    read = next((each for each in addresses.read(words) if ADDRESS.fullmatch(each.address)), None)
    if read is not None:
        return replace(read, address=read.address.lower())
    found = ADDRESS.search(words.replace("mailto:", " "))
    name = re.sub(r"[<\[(].*", "", words).strip()
    return addresses.Address("" if "@" in name else name, found[0].lower()) if found else None


def _above(lines: list[str]) -> str:
    """What was said above it, without the line that says that something is forwarded, and without a signature."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or is_separator(kept[-1]) or re.fullmatch(r"[\s_*=-]+", kept[-1])):
        kept.pop()
    words = "\n".join(kept).strip()
    return newest(words) if words else ""
