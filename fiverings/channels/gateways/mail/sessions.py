"""A session with an IMAP server: how it begins, and how it waits for mail that comes (IDLE, RFC 2177)."""

from __future__ import annotations

import imaplib
import select
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event as StopSign
from typing import Any

from .troubles import ServerRefused, SignInRefused, told

PATIENCE = 60
AT_ONCE = 64 * 1024
LOOKS_UP_EVERY = 0.5
LONGEST_LINE = 50_000_000  # a folder of years answers a search in one long line
imaplib._MAXLINE = LONGEST_LINE  # type: ignore[attr-defined]

PASSES = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")
"""What a server says when it lets nobody in just now (RFC 5530): no fault of the password."""


class Waiting:
    """A session that can look whether the server said something, without waiting for a whole line of it."""

    sock: Any
    _wire: Any = None

    def readline(self) -> bytes:
        """The next line, with its end."""
        begin = 0
        while (end := self._heard().find(b"\n", begin)) < 0 and len(self._bytes) <= LONGEST_LINE:
            begin = len(self._bytes)
            if not self._hear():
                return b""
        return self._cut(end + 1 if end >= 0 else len(self._bytes))

    def read(self, size: int) -> bytes:
        """So many bytes, or what came before the server hung up."""
        while len(self._heard()) < size and self._hear():
            pass
        return self._cut(min(size, len(self._bytes)))

    def says_something_within(self, seconds: float) -> bool:
        """Whether something is there to be read."""
        if self._heard() or (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()):
            return True
        return bool(select.select([self.sock], [], [], seconds)[0])

    def _heard(self) -> bytearray:
        """What was heard and not read yet; what came before the way was protected is never read behind it."""
        if self._wire is not self.sock:
            self._wire, self._bytes = self.sock, bytearray()
        return self._bytes

    def _hear(self) -> bool:
        more = self.sock.recv(AT_ONCE)
        self._bytes += more
        return bool(more)

    def _cut(self, size: int) -> bytes:
        piece = bytes(self._bytes[:size])
        del self._bytes[:size]
        return piece


class PlainSession(Waiting, imaplib.IMAP4):
    """A session that is not protected, or not yet."""


class ProtectedSession(Waiting, imaplib.IMAP4_SSL):
    """A session that is protected from its first byte."""


@dataclass(frozen=True)
class Server:
    """Where a mailbox is, and who we are there."""

    host: str
    port: int
    security: str
    username: str
    password: str

    @contextmanager
    def session(self) -> Iterator[Any]:
        """Signed in; OSError when there is no way, SignInRefused or ServerRefused when there is one and it is shut."""
        session = self._connect()
        try:
            self._sign_in(session)
            yield session
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                session.logout()

    def _connect(self) -> imaplib.IMAP4:
        secure = ssl.create_default_context()
        if self.security == "tls":
            return ProtectedSession(self.host, self.port, ssl_context=secure, timeout=PATIENCE)
        session = PlainSession(self.host, self.port, timeout=PATIENCE)
        if self.security == "starttls":
            session.starttls(secure)
        return session

    def _sign_in(self, session: imaplib.IMAP4) -> None:
        try:
            if (self.username + self.password).isascii():
                session.login(self.username, self.password)
            else:
                session.authenticate("PLAIN", lambda _: f"\0{self.username}\0{self.password}".encode())
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as refusal:
            words = told(refusal.args)
            raise (ServerRefused if any(each in words for each in PASSES) else SignInRefused)(words) from None


def knows_idle(session: Any) -> bool:
    """Whether the server tells of new mail by itself."""
    answer, words = session.capability()
    return answer == "OK" and b"IDLE" in b" ".join(filter(None, words)).upper().split()


def idle(session: Any, leave: StopSign, *, at_most: float) -> None:
    """Wait until the server says something, at most so many seconds, or until we are told to leave."""
    tag = session._new_tag()
    session.send(tag + b" IDLE\r\n")
    while not (line := _line(session)).startswith(b"+"):
        if line.startswith(tag):
            raise ServerRefused(told(line))
    ends = time.monotonic() + at_most
    while time.monotonic() < ends and not leave.is_set() and not session.says_something_within(LOOKS_UP_EVERY):
        pass
    session.send(b"DONE\r\n")
    while not _line(session).startswith(tag):
        pass


def _line(session: Any) -> bytes:
    line: bytes = session.readline()
    if not line:
        raise ConnectionResetError("The server hung up.")
    return line
