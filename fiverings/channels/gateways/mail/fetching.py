"""An IMAP folder, read without leaving a mark in it: what came after the last mail that we know."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from .sessions import Server
from .troubles import ServerRefused, told

PORTION = 200
ZONES_DIFFER_BY = timedelta(days=1)

NUMBER = re.compile(rb"UID (\d+)")
INTERNAL_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
LITERAL = re.compile(rb"\{(\d+)\}$")
PLAIN_OR_NOT = re.compile(r"[ -~]+|[^ -~]+")


class Withheld(ServerRefused):
    """The server lists a mail and does not hand it over."""


@dataclass(frozen=True)
class Head:
    """One mail of a folder before it is read: its number there, when it came, and its size."""

    uid: int
    came_at: datetime
    size: int


@dataclass(frozen=True)
class Folder:
    """A folder of a session; its numbers hold as long as its validity does."""

    session: Any
    validity: int

    @classmethod
    @contextmanager
    def opened(cls, server: Server, name: str) -> Iterator[Folder]:
        """The folder on a server, for reading; fails as a session does, or when there is no such folder."""
        with server.session() as session:
            yield cls.examine(session, name)

    @classmethod
    def examine(cls, session: Any, name: str) -> Folder:
        quoted = '"' + as_sent(name).replace("\\", "\\\\").replace('"', '\\"') + '"'
        answer, words = session.select(quoted, readonly=True)
        if answer != "OK":
            raise ServerRefused(told(words))
        _, validity = session.response("UIDVALIDITY")
        if not validity or not validity[0]:
            raise ServerRefused("The server gives its mails no lasting numbers (UIDVALIDITY).")
        return cls(session, int(validity[0]))

    def after(self, uid: int, *, since: datetime | None = None) -> Iterator[Head]:
        """Every mail above this number, in order; with `since`, only what came from that moment on."""
        numbers = self._numbers(uid, since)
        for begin in range(0, len(numbers), PORTION):
            for head in self.heads(numbers[begin : begin + PORTION]):
                if since is None or head.came_at >= since:
                    yield head

    def heads(self, numbers: Sequence[int]) -> list[Head]:
        """Those of these that still lie here, in order."""
        answer, lines = self.session.uid("FETCH", ",".join(map(str, numbers)), "(UID INTERNALDATE RFC822.SIZE)")
        if answer != "OK":
            raise ServerRefused(told(lines))
        found = {head.uid: head for line in lines if isinstance(line, bytes) and (head := _head(line))}
        return [found[number] for number in numbers if number in found]

    def read(self, uid: int) -> bytes | None:
        """The bytes of a mail, or None when somebody removed it since; Withheld when the server says no."""
        answer, parts = self.session.uid("FETCH", str(uid), "(UID BODY.PEEK[])")
        if answer != "OK":
            raise Withheld(told(parts))
        found = (part[1] for part in parts if isinstance(part, tuple) and LITERAL.search(part[0]))
        return next(found, None)

    def _numbers(self, uid: int, since: datetime | None) -> list[int]:
        day = ("SINCE", f"{since - ZONES_DIFFER_BY:%d-%b-%Y}") if since else ()
        answer, words = self.session.uid("SEARCH", "UID", f"{uid + 1}:*", *day)
        if answer != "OK":
            raise ServerRefused(told(words))
        found = b" ".join(line for line in words if line).split()
        return sorted(number for number in map(int, found) if number > uid)


def _head(line: bytes) -> Head | None:
    number, came, size = NUMBER.search(line), INTERNAL_DATE.search(line), SIZE.search(line)
    if not number or not size:
        return None
    if not came:
        raise ServerRefused("The server does not say when a mail came (INTERNALDATE).")
    moment = parsedate_to_datetime(came[1].decode("ascii").strip().replace("-", " ", 2))
    return Head(int(number[1]), moment, int(size[1]))


def as_sent(name: str) -> str:
    """A folder's name as IMAP writes it (RFC 3501, 5.1.3): what is not ASCII in an alphabet of its own."""
    return "".join(_piece(found[0]) for found in PLAIN_OR_NOT.finditer(name))


def _piece(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.replace("&", "&-")
    return "&" + b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
