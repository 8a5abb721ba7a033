"""An SMTP server that says "accepted" only when a mail is safe, and "try again" when anything goes wrong."""

import asyncio
import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.db import close_old_connections

log = logging.getLogger(__name__)

LARGEST = 64 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
SILENCE_ENDS_AFTER = 120

ACCEPTED = "250 2.0.0 Accepted, and safe"
AGAIN = "451 4.3.0 Not now, please try again"
UNKNOWN = "550 5.1.1 Nobody here has this address"


@dataclass(frozen=True)
class Handed:
    """A mail as a server hands it over, with the addresses on its envelope and the server's own."""

    raw: bytes
    sender: str
    recipients: Sequence[str]
    client: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Reception:
    """Who we are to the servers that call: which addresses we know, and what accepting a mail means.

    Both questions are asked in threads of their own, so that one slow disk does not hold up the other callers.
    """

    knows: Callable[[str], bool]
    accept: Callable[[Handed], object]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Refuse at the door what nobody here would read."""
        if not await asyncio.to_thread(_with_fresh_connection, self.knows, readable(address)):
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Accept only after everything is on disk."""
        sender = readable(envelope.mail_from or "").strip("<>")
        client = (readable(str((session.peer or [""])[0])), readable(session.host_name or "")[:255])
        handed = Handed(envelope.content, sender, tuple(map(readable, envelope.rcpt_tos)), client)
        await asyncio.to_thread(_with_fresh_connection, self.accept, handed)
        return ACCEPTED

    async def handle_exception(self, error: Exception) -> str:
        """Whatever goes wrong is our fault and passes: the sender keeps the mail and tries again."""
        log.error("A mail could not be accepted; its sender was asked to try again", exc_info=error)
        return AGAIN


def readable(address: str) -> str:
    """An address from an envelope without the bytes that are no text."""
    return address.encode("utf-8", "replace").decode().replace("\x00", "")


def _with_fresh_connection(ask: Callable[[Any], Any], about: Any) -> Any:
    close_old_connections()
    try:
        return ask(about)
    finally:
        close_old_connections()


class PatientSMTP(SMTP):  # type: ignore[misc]
    """Takes the long lines and large mails that the world sends."""

    line_length_limit = LONGEST_LINE


class Listener(Controller):  # type: ignore[misc]
    """Listens in a thread of its own: `with Listener(reception, host, port): …`."""

    def __init__(
        self, reception: Any, host: str, port: int, *, certificate: ssl.SSLContext | None = None, largest: int = LARGEST
    ) -> None:
        super().__init__(
            reception,
            hostname=host,
            port=port,
            data_size_limit=largest,
            enable_SMTPUTF8=True,
            decode_data=False,
            tls_context=certificate,
            ident="Five Rings",
            timeout=SILENCE_ENDS_AFTER,
        )

    def factory(self) -> SMTP:
        return PatientSMTP(self.handler, **self.SMTP_kwargs)

    def __enter__(self) -> "Listener":
        self.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop(no_assert=True)


def certificate(chain: str, key: str) -> ssl.SSLContext | None:
    """What STARTTLS shows, when a certificate is configured."""
    if not chain:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key or None)
    return context
