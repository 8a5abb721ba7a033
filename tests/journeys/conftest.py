"""What a journey needs: an installation of its own with real processes, a mail server for the customers, a browser."""

from __future__ import annotations

import os
import smtplib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from fiverings.core.running.databases import Database
from fiverings.core.running.ports import free_port
from fiverings.core.running.processes import Processes
from fiverings.core.running.serving import House
from fiverings.people.models import Person
from tests.world import PASSWORD

CHROMIUM = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")


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

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 40.0) -> EmailMessage:
        """The newest letter to an address, once there are so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.to(address)) >= count, seconds), f"No mail for {address}"
            return self.to(address)[-1]


@dataclass
class Installation:
    """A running house: where its pages, its mail listener and its database are, and its processes."""

    address: str
    mail_port: int
    database_url: str
    folder: Path
    processes: Processes
    mailboxes: Mailboxes = field(default_factory=Mailboxes)

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url, autocommit=True) as line:
            cursor = line.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def deliver(self, mail: EmailMessage, *, seconds: float = 40.0) -> None:
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


def seal_passwords(url: str) -> None:
    """The world's passwords as an installation in earnest knows them, not as quick tests do."""
    hasher = PBKDF2PasswordHasher()
    with psycopg.connect(url) as line:
        line.execute("UPDATE people_person SET password = %s", [hasher.encode(PASSWORD, hasher.salt())])


@contextmanager
def copied_database(name: str) -> Iterator[str]:
    """A copy of the world's database under another name, dropped afterwards."""
    connection.close()
    world = connection.settings_dict["NAME"]
    where = {key: connection.settings_dict[key] for key in ("HOST", "PORT", "USER", "PASSWORD")}
    login = f"{where['USER']}:{where['PASSWORD']}@" if where["PASSWORD"] else f"{where['USER']}@"
    server = f"postgres://{login}{where['HOST'] or 'localhost'}:{where['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{world}"')
        try:
            yield f"{server}/{name}"
        finally:
            line.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def installation(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """One installation for the journeys of a module, served by the same processes as in earnest."""
    folder = tmp_path_factory.mktemp("house")
    mailboxes = Mailboxes()
    customers = Controller(mailboxes, hostname="127.0.0.1", port=free_port(2525))
    customers.start()
    mail_port = free_port(8125)
    more = {
        "FIVERINGS_TESTING": "",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        "FIVERINGS_CLOCK_SHIFTS": "1",
        "FIVERINGS_FOLDER": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,
        "VAULT_KEY": settings.VAULT_KEY,
        "MAIL_IN_PORT": str(mail_port),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(customers.port),
    }
    name = f"journey_{os.getpid()}_{request.module.__name__.rsplit('.')[-1]}"
    with copied_database(name) as url:
        seal_passwords(url)
        house = House(Database(url, url), port=free_port(8155), more=more)
        house.call("collect-static")
        with house.open(threading.Event()) as processes:
            yield Installation(house.address, mail_port, url, folder, processes, mailboxes)
    customers.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright leaves a loop in this thread that Django takes for ours
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
