"""A mail drop over POP3 (RFC 1939): what lies in it, by names that last, and one mail of it."""

from __future__ import annotations

import poplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from .fetching import Withheld
from .sessions import PATIENCE, Server
from .troubles import ServerRefused, SignInRefused, told

poplib._MAXLINE = 1024 * 1024  # type: ignore[attr-defined] # the world sends long lines

PASSES = ("[IN-USE]", "[LOGIN-DELAY]", "[SYS/TEMP]")
"""What a server says when it lets nobody in just now (RFC 2449, RFC 3206): no fault of the password."""
HEAD_AT_MOST = 100_000
HUNG_UP = "-ERR EOF"
NO_UIDL = "The server gives its mails no lasting names (UIDL): fetch this mailbox over IMAP instead."


@dataclass(frozen=True)
class Drop:
    """A mail drop that we have entered; what is removed is gone when we leave it in order."""

    session: poplib.POP3

    @classmethod
    @contextmanager
    def opened(cls, server: Server) -> Iterator[Drop]:
        """Signed in; OSError when there is no way, SignInRefused or ServerRefused when there is one and it is shut."""
        session = _connected(server)
        try:
            _sign_in(session, server)
            yield cls(session)
            session.quit()
        finally:
            session.close()

    def listed(self) -> dict[str, int]:
        """What lies here: each mail's name, which it keeps, and its number, which holds while we are in."""
        try:
            _answer, lines, _size = self.session.uidl()
        except poplib.error_proto as refusal:
            raise _refused(poplib.error_proto(f"{NO_UIDL} {told(refusal.args)}")) from None
        pairs = (line.decode("ascii", "replace").split(None, 1) for line in lines)
        return {pair[1]: int(pair[0]) for pair in pairs if len(pair) == 2}

    def came_at(self, number: int) -> datetime | None:
        """When a mail came, as its head says; None when it does not say so, or the server shows no heads."""
        try:
            _answer, lines, _size = self.session.top(number, 0)
        except poplib.error_proto:
            return None
        return came_at(b"\r\n".join(lines))

    def read(self, number: int) -> bytes:
        """The bytes of a mail; Withheld when the server says no."""
        try:
            _answer, lines, _size = self.session.retr(number)
        except poplib.error_proto as refusal:
            raise _refused(refusal, Withheld) from None
        return b"\r\n".join(lines) + b"\r\n"

    def remove(self, number: int) -> None:
        """Have it deleted when we leave."""
        try:
            self.session.dele(number)
        except poplib.error_proto as refusal:
            raise _refused(refusal) from None


def came_at(raw: bytes) -> datetime | None:
    """When a mail reached the server that holds it, as the last server noted; what its writer says proves nothing."""
    head: Message = BytesHeaderParser().parsebytes(raw[:HEAD_AT_MOST])
    noted = str(head.get("Received", "")).rpartition(";")[2]
    try:
        moment = parsedate_to_datetime(noted.strip())
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _connected(server: Server) -> poplib.POP3:
    secure = ssl.create_default_context()
    try:
        if server.security == "tls":
            return poplib.POP3_SSL(server.host, server.port, timeout=PATIENCE, context=secure)
        session = poplib.POP3(server.host, server.port, timeout=PATIENCE)
        if server.security == "starttls":
            session.stls(secure)
    except poplib.error_proto as refusal:
        raise _refused(refusal) from None
    return session


def _sign_in(session: poplib.POP3, server: Server) -> None:
    try:
        session.user(server.username)
        session.pass_(server.password)
    except poplib.error_proto as refusal:
        passes = any(each in told(refusal.args) for each in PASSES)
        raise _refused(refusal, ServerRefused if passes else SignInRefused) from None


def _refused(refusal: poplib.error_proto, kind: type[Exception] = ServerRefused) -> Exception:
    """What a refusal means; a server that hung up refused nothing."""
    words = told(refusal.args)
    return ConnectionResetError("The server hung up.") if HUNG_UP in words else kind(words)
