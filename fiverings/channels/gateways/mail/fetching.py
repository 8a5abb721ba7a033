"""An IMAP folder, read without leaving a mark in it: what came after the last mail that we know."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

PATIENCE = 60
imaplib._MAXLINE = 50_000_000  # type: ignore[attr-defined] # a folder of years answers a search in one long line

ZONES_DIFFER_BY = timedelta(days=1)

INTERNAL_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
SIZE = re.compile(rb"\{(\d+)\}$")


class FolderRefused(Exception):
    """The server answered no to something; its own words are told."""


@dataclass(frozen=True)
class Server:
    """Where a mailbox is, and who we are there."""

    host: str
    port: int
    security: str
    username: str
    password: str

    @contextmanager
    def folder(self, name: str) -> Iterator[Folder]:
        """The folder, opened for reading; OSError, imaplib.IMAP4.error or FolderRefused when it does not open."""
        session = self._connect()
        try:
            session.login(self.username, self.password)
            yield Folder.examine(session, name)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                session.logout()

    def _connect(self) -> imaplib.IMAP4:
        secure = ssl.create_default_context()
        if self.security == "tls":
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=secure, timeout=PATIENCE)
        session = imaplib.IMAP4(self.host, self.port, timeout=PATIENCE)
        if self.security == "starttls":
            session.starttls(secure)
        return session


@dataclass(frozen=True)
class Fetched:
    """One mail of a folder: its number there, its bytes, and when it came."""

    uid: int
    raw: bytes
    came_at: datetime


@dataclass(frozen=True)
class Folder:
    """A folder of a session; its numbers hold as long as its validity does."""

    session: imaplib.IMAP4
    validity: int

    @classmethod
    def examine(cls, session: imaplib.IMAP4, name: str) -> Folder:
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        answer, words = session.select(quoted, readonly=True)
        if answer != "OK":
            raise FolderRefused(_told(words))
        _, validity = session.response("UIDVALIDITY")
        if not validity or not validity[0]:
            raise FolderRefused("The server gives its mails no lasting numbers (UIDVALIDITY).")
        return cls(session, int(validity[0]))

    def after(self, uid: int, *, since: datetime | None = None) -> Iterator[Fetched]:
        """Every mail above this number, in order; with `since`, only what came from that moment on."""
        for number in self._numbers(uid, since):
            fetched = self._fetch(number)
            if fetched is not None and (since is None or fetched.came_at >= since):
                yield fetched

    def _numbers(self, uid: int, since: datetime | None) -> list[int]:
        day = ("SINCE", f"{since - ZONES_DIFFER_BY:%d-%b-%Y}") if since else ()
        answer, words = self.session.uid("SEARCH", "UID", f"{uid + 1}:*", *day)
        if answer != "OK":
            raise FolderRefused(_told(words))
        found = b" ".join(line for line in words if line).split()
        return sorted(number for number in map(int, found) if number > uid)

    def _fetch(self, uid: int) -> Fetched | None:
        """The mail, or None when somebody removed it since it was counted."""
        answer, parts = self.session.uid("FETCH", str(uid), "(UID INTERNALDATE BODY.PEEK[])")
        if answer != "OK":
            raise FolderRefused(_told(parts))
        for part in parts:
            if isinstance(part, tuple) and SIZE.search(part[0]):
                around = b" ".join(each if isinstance(each, bytes) else each[0] for each in parts if each)
                return Fetched(uid, part[1], _came_at(around))
        return None


def _came_at(words: bytes) -> datetime:
    found = INTERNAL_DATE.search(words)
    if not found:
        raise FolderRefused("The server does not say when a mail came (INTERNALDATE).")
    return parsedate_to_datetime(found[1].decode("ascii").strip().replace("-", " ", 2))


def _told(words: list[object]) -> str:
    return b" ".join(each for each in words if isinstance(each, bytes)).decode("utf-8", "replace") or "no reason given"
