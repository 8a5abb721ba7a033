"""Servers as stubborn as those of the world: they list mails and do not hand them over, or have no names for them."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fiverings.core.running.ports import free_port

from .servers import HOST


@dataclass
class Stubborn:
    """What lies there, by number, and what is done with whoever asks for it."""

    mails: dict[int, bytes] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    refuses: set[int] = field(default_factory=set)
    hangs_up_at: set[int] = field(default_factory=set)
    portions: list[int] = field(default_factory=list)
    port: int = 0

    @contextmanager
    def open(self, session: type[Session]) -> Iterator[Stubborn]:
        self.port = free_port()
        bound = type("Bound", (session,), {"there": self})
        server = socketserver.ThreadingTCPServer((HOST, self.port), bound)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


class Session(socketserver.StreamRequestHandler):
    """A conversation by lines; it ends when `answer` says so."""

    there: Stubborn
    greeting = ""

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def handle(self) -> None:
        self.say(self.greeting)
        while (line := self.rfile.readline()) and self.answer(line.decode().strip()):
            pass

    def answer(self, line: str) -> bool:
        raise NotImplementedError


class ImapSession(Session):
    """IMAP, as far as whoever reads one folder needs it."""

    greeting = "* OK here I am"

    def answer(self, line: str) -> bool:
        tag, verb, *rest = line.split(" ", 2)
        asked = " ".join(rest)
        if verb == "EXAMINE":
            self.say(f"* {len(self.there.mails)} EXISTS", "* OK [UIDVALIDITY 1] lasting")
        elif verb == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif verb == "UID" and asked.startswith("SEARCH"):
            self.say("* SEARCH " + " ".join(map(str, self.there.mails)))
        elif verb == "UID":
            return self._fetch(tag, asked)
        self.say(f"{tag} OK as you say")
        return verb != "LOGOUT"

    def _fetch(self, tag: str, asked: str) -> bool:
        numbers = [int(each) for each in re.findall(r"\d+", asked.split()[1])]
        if "BODY" not in asked:
            self.there.portions.append(len(numbers))
            self.say(*(self._head(uid) for uid in numbers if uid in self.there.mails), f"{tag} OK these")
            return True
        (uid,) = numbers
        if uid in self.there.hangs_up_at:
            return False
        if uid in self.there.refuses:
            self.say(f"{tag} NO [SERVERBUG] The body of this one is lost")
            return True
        raw = self.there.mails[uid]
        self.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}")
        self.wfile.write(raw)
        self.say(")", f"{tag} OK this one")
        return True

    def _head(self, uid: int) -> str:
        size = self.there.sizes.get(uid, len(self.there.mails[uid]))
        return f'* {uid} FETCH (UID {uid} INTERNALDATE "02-May-2026 10:00:00 +0000" RFC822.SIZE {size})'


class PopSession(Session):
    """POP3 without the names that last (UIDL)."""

    greeting = "+OK here I am"

    def answer(self, line: str) -> bool:
        verb = line.split(" ")[0]
        self.say("-ERR unknown command" if verb == "UIDL" else "+OK as you say")
        return verb != "QUIT"


def reached(mailbox: Any, server: Stubborn, way: str, **more: Any) -> None:
    """The mailbox is read from this server."""
    mailbox.change(
        way_in=way, fetch_host=HOST, fetch_port=server.port, fetch_security="none", fetch_username="support",
        fetch_password="any", by=None, **more,
    )  # fmt: skip
