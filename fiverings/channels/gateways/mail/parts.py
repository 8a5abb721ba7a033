"""A raw mail taken apart into its parts, without copying it and within firm bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import headers, parameters, transfers

DEEPEST = 16
MOST_PARTS = 500
MOST_FIELDS = 3_000
LONGEST_FIELD = 65_536
LONGEST_HEAD = 4_000_000

FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.S)
KNOWN = re.compile(
    rb"(?:from|to|cc|subject|date|message-id|mime-version|received|reply-to|content-[a-z-]+)[ \t]*:", re.I
)
LIKELY_BOUNDARY = re.compile(rb"^--(\S[^\r\n]{0,200}?)[ \t]*\r?\n(?=Content-[A-Za-z-]+:)", re.M | re.I)


@dataclass
class Bounds:
    """What is left of the number of parts a mail may have, and what was wrong with it so far."""

    defects: list[str]
    hints: list[str]
    parts: int = MOST_PARTS


@dataclass
class Part:
    """One part of a mail: its fields, the place of its body in the raw bytes, and the parts inside it."""

    raw: bytes
    start: int
    end: int
    fields: list[tuple[str, bytes]]
    hints: list[str]
    kind: str = "text/plain"
    about: dict[str, str] = field(default_factory=dict)
    children: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """Every field of this name, as text that still holds its encoded words."""
        return [headers.text_of(value, self.hints) for key, value in self.fields if key == name]

    def first(self, name: str) -> str:
        """The first field of this name that says something."""
        return next((value for value in self.all(name) if value.strip()), "")

    def content(self, defects: list[str]) -> bytes:
        """The body, decoded from the way it was sent."""
        return transfers.decode(self.raw[self.start : self.end], self.first("content-transfer-encoding"), defects)

    def disposition(self) -> tuple[str, dict[str, str]]:
        """How the sender wanted it shown, and the parameters beside it."""
        return parameters.read(self.first("content-disposition"), self.hints)


def take_apart(raw: bytes, defects: list[str]) -> Part:
    """The whole mail as a tree of parts."""
    bounds = Bounds(defects, headers.mentioned_charsets(raw))
    return part_at(raw, 0, len(raw), bounds, default="text/plain", depth=0)


def part_at(raw: bytes, start: int, end: int, bounds: Bounds, *, default: str, depth: int) -> Part:
    """The part between two places of the raw bytes."""
    fields, body = read_head(raw, start, end, bounds.defects)
    part = Part(raw, body, end, fields, bounds.hints)
    kind, part.about = parameters.read(part.first("content-type"), bounds.hints)
    part.kind = (
        kind if re.fullmatch(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", kind) else default if not kind else broken(kind, bounds)
    )
    if part.kind.startswith("multipart/"):
        if depth >= DEEPEST:
            bounds.defects.append(f"Parts are nested more than {DEEPEST} deep; the deepest are kept unread.")
            part.kind = "application/octet-stream"
        else:
            part.children = list(children_of(part, bounds, depth))
            part.kind = part.kind if part.children else "text/plain"
    return part


def broken(kind: str, bounds: Bounds) -> str:
    """The likeliest meaning of a content type that is not one."""
    bounds.defects.append(f"The content type “{kind[:60]}” is malformed.")
    if kind.strip("./") in ("html", "htm", "xhtml"):
        return "text/html"
    return next(
        (known for known in ("text/html", "multipart/mixed") if known.split("/")[0] in kind and "/" in kind),
        "text/plain",
    )


def read_head(raw: bytes, start: int, end: int, defects: list[str]) -> tuple[list[tuple[str, bytes]], int]:
    """The fields at the top of a part, and where its body begins."""
    if raw.startswith((b"\n", b"\r\n"), start):
        return [], start + (1 if raw[start : start + 1] == b"\n" else 2)
    blank = re.compile(rb"\r?\n\r?\n").search(raw, start, min(end, start + LONGEST_HEAD))
    stop, body = (blank.start(), blank.end()) if blank else (min(end, start + LONGEST_HEAD), end)
    fields: list[tuple[str, bytes]] = []
    lines = list(unfolded(raw, start, stop))
    last_known = max((at for at, line in lines if KNOWN.match(line)), default=-1)
    for at, line in lines:
        found = FIELD.match(line)
        if found and len(fields) < MOST_FIELDS:
            fields.append((found[1].decode("ascii").lower(), shortened(found[2], defects)))
        elif not line.startswith((b"From ", b">From ")) and line.strip():
            if at > last_known:
                defects.append("The header ends without a blank line.")
                return fields, at
            defects.append("A header line has no name.")
    if not blank and not fields:
        body = start
    return fields, body


def shortened(value: bytes, defects: list[str]) -> bytes:
    """A field's value, cut where no honest field goes on."""
    if len(value) <= LONGEST_FIELD:
        return value
    defects.append(f"A header line is longer than {LONGEST_FIELD} bytes; the rest of it is not read.")
    return value[:LONGEST_FIELD]


def unfolded(raw: bytes, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    """Each field of a head with its continuation lines, and where it begins."""
    for found in re.compile(rb"[^\r\n][^\n]*(?:\n[ \t][^\n]*)*").finditer(raw, start, stop):
        yield found.start(), found[0]


def children_of(part: Part, bounds: Bounds, depth: int) -> Iterator[Part]:
    """The parts inside a multipart, by its boundary or the one it seems to use."""
    default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    for start, end in stretches(part, bounds.defects):
        if bounds.parts <= 0:
            bounds.defects.append(f"The mail has more than {MOST_PARTS} parts; the rest are not read.")
            return
        bounds.parts -= 1
        yield part_at(part.raw, start, end, bounds, default=default, depth=depth + 1)


def stretches(part: Part, defects: list[str]) -> Iterator[tuple[int, int]]:
    """Where each inner part begins and ends."""
    stops = delimiters(part, part.about.get("boundary", "").encode("utf-8", "surrogateescape"))
    if next(iter(stops), None) is None:
        guess = LIKELY_BOUNDARY.search(part.raw, part.start, part.end)
        defects.append("The boundary between the parts is missing or wrong.")
        stops = delimiters(part, guess[1]) if guess else []
    for this, following in zip(stops, [*stops[1:], None], strict=False):
        closing = this[1] is not None
        if not closing:
            start = min(this.end() + 1, part.end)
            yield start, max(start, before_line_end(part.raw, following.start())) if following else part.end
    if stops and stops[-1][1] is None and len(stops) <= MOST_PARTS:
        defects.append("The last part has no closing boundary.")


def before_line_end(raw: bytes, at: int) -> int:
    """The line end before a boundary is the boundary's own."""
    at -= raw[at - 1 : at] == b"\n"
    return at - (raw[at - 1 : at] == b"\r")


def delimiters(part: Part, boundary: bytes) -> list[re.Match[bytes]]:
    """The boundary lines, first exactly, then with anything behind them; never more than we would read."""
    for tail in (rb"(--)?[ \t]*\r?$", rb"(--)?[^\r\n]*\r?$"):
        found: list[re.Match[bytes]] = []
        for each in re.compile(rb"^--" + re.escape(boundary) + tail, re.M).finditer(part.raw, part.start, part.end):
            found.append(each)
            if len(found) > MOST_PARTS:
                break
        if found or not boundary:
            return found if boundary else []
    return []
