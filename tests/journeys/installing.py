"""An installation of a journey: a running house with real processes, and the mail server of its customers."""

from __future__ import annotations

import smtplib
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from aiosmtpd.controller import Controller
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from fiverings.core.clock import REMEMBERED_FOR
from fiverings.core.running.databases import Database
from fiverings.core.running.ports import free_port
from fiverings.core.running.processes import Processes
from fiverings.core.running.serving import House
from fiverings.people.models import Person

SHIFTED = """
INSERT INTO core_clockshift ("only", by) VALUES (true, %s) ON CONFLICT ("only") DO UPDATE SET by = EXCLUDED.by
"""


class Mailboxes:
    """The customers' mail server: whatever reaches it is kept, as it came."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.arrived = threading.Condition()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        with self.arrived:
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
            self.arrived.notify_all()
        return "250 kept"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 60.0) -> EmailMessage:
        """The newest letter to an address, once there are so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.to(address)) >= count, seconds), f"No mail for {address}"
            return self.to(address)[-1]

    def words_to(self, address: str) -> list[str]:
        """What an address has got, as plain words, the oldest first."""
        bodies = (letter.get_body(("plain",)) for letter in self.to(address))
        return [" ".join(body.get_content().split()) for body in bodies if body]

    def wait_for_words(self, address: str, words: str, *, seconds: float = 60.0) -> str:
        """The newest letter to an address that holds these words, within a minute."""
        with self.arrived:
            came = self.arrived.wait_for(lambda: any(words in each for each in self.words_to(address)), seconds)
            assert came, f"No mail for {address} holds {words!r}: {self.words_to(address)}"
            return [each for each in self.words_to(address) if words in each][-1]


@dataclass
class Installation:
    """A running house: where its pages, its mail listener and its database are, and its processes."""

    address: str
    mail_port: int
    database_url: str
    folder: Path
    processes: Processes
    house: House
    mailboxes: Mailboxes = field(default_factory=Mailboxes)
    support: str = "support@northbell.example"

    def look_after(self, *, seconds: float = 0.0) -> None:
        """Do as `serve` does: whoever died is started again, the database server first."""
        until = time.monotonic() + seconds
        while True:
            if self.house.database.server:
                self.house.database.server.keep()
            self.processes.look_after()
            if time.monotonic() >= until:
                return
            time.sleep(0.05)

    def put_down(self, name: str) -> None:
        """End one of the processes; whoever looks after them starts it again."""
        for child in self.processes.children:
            if child.name == name:
                child.stop()

    def ask(self, sql: str, *values: Any, **named: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url, autocommit=True) as line:
            cursor = line.execute(sql, values or named or None)
            return cursor.fetchall() if cursor.description else []

    def shift_clock(self, by: timedelta) -> None:
        """The clock of the whole house is so far ahead from now on, once every process has heard of it."""
        self.ask(SHIFTED, by)
        time.sleep(REMEMBERED_FOR)

    def deliver(self, mail: EmailMessage, *, seconds: float = 60.0) -> None:
        """Do as mail servers do: hand it over again until ours has said that it is safe."""
        patience = time.monotonic() + seconds
        while not self._accepts(mail):
            assert time.monotonic() < patience, "Nobody takes this mail"
            time.sleep(0.2)

    def _accepts(self, mail: EmailMessage) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.mail_port, timeout=10) as server:
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as trouble:
            assert getattr(trouble, "smtp_code", 0) < 500, trouble
            return False
        return True

    def cookie_of(self, address: str) -> str:
        """A session of a member of staff, as a browser would hold it."""
        ((id_, password),) = self.ask("SELECT id, password FROM people_person WHERE email = %s", address)
        hash_ = str(Person(id=id_, password=password).get_session_auth_hash())
        backend = settings.AUTHENTICATION_BACKENDS[0]
        session = {SESSION_KEY: str(id_), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: hash_}
        key = uuid4().hex
        self.ask(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, now() + '1 day')",
            key,
            SessionStore().encode(session),
        )
        return f"{settings.SESSION_COOKIE_NAME}={key}"


@contextmanager
def served(database: Database, folder: Path, more: Mapping[str, str]) -> Iterator[Installation]:
    """An installation over a database and a folder with static files, served as in earnest, with its mail server."""
    mailboxes = Mailboxes()
    customers = Controller(mailboxes, hostname="127.0.0.1", port=free_port(2525))
    customers.start()
    mail_port = free_port(8125)
    told = {
        "FIVERINGS_TESTING": "",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        "FIVERINGS_FOLDER": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,
        "VAULT_KEY": settings.VAULT_KEY,
        "MAIL_IN_PORT": str(mail_port),
        "MAIL_DNS": "off",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(customers.port),
    }
    house = House(database, port=free_port(8155), more={**told, **more})
    try:
        with house.open(threading.Event()) as processes:
            yield Installation(house.address, mail_port, database.owner_url, folder, processes, house, mailboxes)
    finally:
        customers.stop()
