"""Dovecot from Debian, started for a test in a folder of its own: IMAP with IDLE, POP3, STARTTLS and TLS."""

from __future__ import annotations

import imaplib
import os
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from fiverings.channels.models import Mailbox
from fiverings.core.running.ports import free_port, is_free
from tests.world import World

from .certificates import self_signed
from .servers import PASSWORD, PATIENCE

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NOBODY = 65534
OPENED = datetime(2026, 5, 1, 8, tzinfo=UTC)
NAMES = ("imap", "imaps", "pop3", "pop3s")

needs_dovecot = pytest.mark.skipif(
    PROGRAM is None, reason="Dovecot is not installed (apt-get install dovecot-imapd dovecot-pop3d)"
)

SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
protocols = imap pop3
ssl = yes
ssl_cert = <{folder}/chain.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0 secs
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
{internal}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/passwords
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u/home
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
  }}
}}
service stats {{
  chroot =
}}
{more}
"""


@dataclass
class Dovecot:
    """A mail server of its own, on loopback."""

    folder: Path
    ports: dict[str, int]
    more: str = ""
    process: subprocess.Popen[bytes] | None = None

    @classmethod
    @contextmanager
    def open(cls, *, more: str = "") -> Iterator[Dovecot]:
        folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        folder.chmod(0o755)
        server = cls(folder, {name: free_port() for name in NAMES}, more)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def start(self) -> None:
        if not (self.folder / "settings").exists():
            self._write_settings()
        assert PROGRAM is not None
        self.process = subprocess.Popen([PROGRAM, "-F", "-c", str(self.folder / "settings")])
        patience = time.monotonic() + PATIENCE
        while any(map(is_free, self.ports.values())):
            assert self.process.poll() is None and time.monotonic() < patience, "Dovecot does not start"
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()

    def _write_settings(self) -> None:
        is_root = os.geteuid() == 0
        uid, gid = (NOBODY, NOBODY) if is_root else (os.getuid(), os.getgid())
        me = "" if is_root else f"default_internal_user = {os.getlogin()}\ndefault_login_user = {os.getlogin()}\n"
        self_signed(self.folder)
        (self.folder / "mail").mkdir()
        (self.folder / "passwords").write_text(f"support:{PASSWORD}\nbilling:{PASSWORD}\n")
        if is_root:
            os.chown(self.folder / "mail", uid, gid)
        told = {"folder": self.folder, "uid": uid, "gid": gid, "internal": me, "more": self.more, **self.ports}
        (self.folder / "settings").write_text(SETTINGS.format(**told))

    @contextmanager
    def session(self, name: str = "support") -> Iterator[imaplib.IMAP4]:
        """As a mail program of ours that looks into the mailbox."""
        trust = ssl.create_default_context(cafile=str(self.folder / "chain.pem"))
        with imaplib.IMAP4_SSL("localhost", self.ports["imaps"], ssl_context=trust, timeout=PATIENCE) as session:
            session.login(name, PASSWORD)
            yield session

    def receive(
        self, mail: EmailMessage | bytes, *, at: datetime | None = None, folder: str = "INBOX", name: str = "support"
    ) -> None:
        """A mail comes to this server."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=SMTP)
        with self.session(name) as session:
            session.create(folder)
            answer, words = session.append(folder, "", imaplib.Time2Internaldate(at or datetime.now(UTC)), raw)
            assert answer == "OK", words

    def empty(self) -> None:
        for name in ("support", "billing"):
            with self.session(name) as session:
                if session.select("INBOX")[1] != [b"0"]:
                    session.store("1:*", "+FLAGS", "\\Deleted")
                    session.expunge()

    def left(self) -> int:
        """How many mails lie there still."""
        with self.session() as session:
            session.select("INBOX")
            return len(session.search(None, "ALL")[1][0].split())


def reads(mailbox: Mailbox, world: World, server: Dovecot, way: str, security: str, **more: Any) -> Mailbox:
    port = server.ports[way + ("s" if security == "tls" else "")]
    mailbox.change(
        way_in=way, fetch_host="localhost", fetch_port=port, fetch_security=security, by=world.admin,
        **{"fetch_username": "support", "fetch_password": PASSWORD, "reads_from": OPENED, **more},
    )  # fmt: skip
    return mailbox


def subjects(mailbox: Mailbox) -> list[str]:
    for arrival in mailbox.arrivals.waiting():
        arrival.file()
    return list(mailbox.arrivals.order_by("id").values_list("subject", flat=True))


def until(is_so: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < patience, "It does not happen"
        time.sleep(0.05)
