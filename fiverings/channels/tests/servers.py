"""Real mail servers for tests: one that takes our mail, and one that holds mail for us."""

from __future__ import annotations

import email
import imaplib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from typing import Any

from pysasl.hashing import BuiltinHash

from fiverings.channels.gateways.mail.listening import Listener
from fiverings.core.running.ports import free_port, is_free

HOST = "127.0.0.1"
PASSWORD = "a secret of the mail server"
PATIENCE = 60.0


@dataclass
class Postbox:
    """An SMTP server that keeps what it is given, and refuses what it is told to refuse."""

    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "data" in self.refuses:
            return self.refuses["data"]
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 Taken"

    @contextmanager
    def open(self) -> Iterator[Postbox]:
        self.port = free_port()
        with Listener(self, HOST, self.port):
            yield self


@dataclass
class ImapServer:
    """A real IMAP server over a Maildir, in which customers' mail lies for us."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def open(self) -> Iterator[ImapServer]:
        (self.folder / "pymap-etc-passwd").write_text("support:x:::support:support:\n")
        (self.folder / "pymap-etc-shadow").write_text(f"support:{BuiltinHash(rounds=1000).hash(PASSWORD)}:::::::\n")
        self.port = free_port()
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def start(self) -> None:
        program = str(Path(sys.prefix) / "bin" / "pymap")
        words = ["--host", HOST, "--port", str(self.port), "--no-tls", "--no-service", "admin", "maildir"]
        self.process = subprocess.Popen(
            [program, *words, str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        patience = time.monotonic() + PATIENCE
        while is_free(self.port):
            assert self.process.poll() is None and time.monotonic() < patience, "The IMAP server does not start"
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()

    def receive(self, mail: EmailMessage | bytes, *, at: datetime | None = None) -> None:
        """A mail comes to this server."""
        session = imaplib.IMAP4(HOST, self.port)
        session.login("support", PASSWORD)
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=SMTP)
        answer, words = session.append("INBOX", "", imaplib.Time2Internaldate(at or datetime.now(UTC)), raw)
        assert answer == "OK", words
        session.logout()

    def number_anew(self) -> None:
        """The server loses its numbers and gives all mails new ones, as after a restored backup."""
        self.stop()
        numbers = self.folder / "support" / "dovecot-uidlist"
        numbers.write_text(re.sub(r"V(\d+)", lambda found: f"V{int(found[1]) + 1}", numbers.read_text(), count=1))
        self.start()
