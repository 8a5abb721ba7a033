"""A real Postfix for tests: it hands mail over to us, and carries what we write or says why it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from fiverings.core.running.ports import free_port, is_free

from .servers import PATIENCE

FOUND_IN = f"{os.environ.get('PATH', '')}:/usr/sbin"
PROGRAM = shutil.which("postfix", path=FOUND_IN)
NOBODY = 65534

needs_postfix = pytest.mark.skipif(
    PROGRAM is None or os.geteuid() != 0,
    reason="Postfix is not installed (apt-get install postfix), or we are not root",
)

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
multi_instance_enable = yes
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_bind_address =
myhostname = mx.customer.example
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
mynetworks = 127.0.0.0/8
smtpd_reject_unlisted_recipient = no
message_size_limit = 100000000
transport_maps = inline:{{{{ northbell.example = smtp:[127.0.0.1]:{ours} }}}}
virtual_mailbox_domains = mapledental.example
virtual_mailbox_maps = inline:{{{{ priya@mapledental.example = priya/ }}}}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_limit = 0
virtual_minimum_uid = 1
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{nobody}
smtp_tls_security_level = encrypt
smtp_dns_support_level = disabled
smtp_host_lookup = native
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """The mail server of our customers: what it is handed for us goes to a port of ours, the rest to its mailboxes."""

    folder: Path
    port: int
    ours: int

    @classmethod
    @contextmanager
    def open(cls, *, ours: int) -> Iterator[Postfix]:
        folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        folder.chmod(0o755)
        server = cls(folder, free_port(), ours)
        try:
            server._start()
            yield server
        finally:
            server._run("stop")
            shutil.rmtree(folder, ignore_errors=True)

    def bring_again(self) -> None:
        """Try at once whatever waits in its queue."""
        self._run("flush")

    def waiting(self) -> int:
        """How many mails it keeps for later, or is about to hand over."""
        queues = ("incoming", "active", "deferred", "maildrop")
        return sum(1 for each in queues for file in (self.folder / "queue" / each).rglob("*") if file.is_file())

    def delivered(self) -> list[bytes]:
        """What lies in its one mailbox."""
        return [each.read_bytes() for each in (self.folder / "mail" / "priya" / "new").glob("*")]

    def _start(self) -> None:
        told = {"folder": self.folder, "port": self.port, "ours": self.ours, "nobody": NOBODY}
        for name in ("settings", "queue", "data", "mail"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        os.chown(self.folder / "mail", NOBODY, NOBODY)
        (self.folder / "settings" / "main.cf").write_text(
            MAIN.replace("{{{{", "{{ {{").replace("}}}}", "}} }}").format(**told)
        )
        (self.folder / "settings" / "master.cf").write_text(MASTER.format(**told))
        self._run("start")
        patience = time.monotonic() + PATIENCE
        while is_free(self.port):
            assert time.monotonic() < patience, self.log()
            time.sleep(0.05)

    def _run(self, act: str) -> None:
        assert PROGRAM is not None
        done = subprocess.run(
            [PROGRAM, "-c", str(self.folder / "settings"), act], capture_output=True, timeout=PATIENCE
        )
        assert done.returncode == 0, f"{done.stderr.decode()} {self.log()}"

    def log(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else "It has written no log."
