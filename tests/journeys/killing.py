"""Killing: whoever of the house dies, at any moment, is there again, and how long that takes is measured."""

from __future__ import annotations

import json
import os
import random
import signal
import smtplib
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.conf import settings

from tests.journeys.installing import Installation

PROCESSES = ("web", "worker", "clocks", "intake")
SERVER = ("database", "backend")
EVERYBODY = (*PROCESSES, *SERVER)
BACK_WITHIN = 120.0
ANSWERS_WITHIN = 5.0
"""A page about every self-check, on a machine that does other things besides."""

BACKENDS = """
    SELECT pid FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND datname = current_database() AND usename = 'fiverings' ORDER BY pid"""
BEATEN = f"SELECT count(*) >= {settings.WORKERS} FROM procrastinate_workers WHERE last_heartbeat > %s"
STRUCK = "SELECT EXISTS (SELECT FROM core_tick WHERE last_at > %s)"


Sign = Callable[[Installation, datetime], bool]
"""Whether somebody lives since a moment."""


@dataclass
class Kill:
    """One death: of whom, and after how many seconds what they did was done again."""

    name: str
    back_after: float | None = None


class Killer:
    """Kills by lot, from a seed that is told; what dies is looked after by the same supervisor as in earnest."""

    def __init__(self, installation: Installation, *, seed: str) -> None:
        self.installation = installation
        self.chance = random.Random(seed)
        self.kills: list[Kill] = []
        self.watches: list[threading.Thread] = []

    def kill_all(self, names: Sequence[str], *, pauses: tuple[float, float]) -> None:
        """Each of these in any order, at any moment."""
        for name in self.chance.sample(names, len(names)):
            self.installation.look_after(seconds=self.chance.uniform(*pauses))
            self.kill(name)
        for watch in self.watches:
            while watch.is_alive():
                self.installation.look_after(seconds=0.1)

    def kill(self, name: str) -> None:
        """End it without a word, and begin to ask whether it is back."""
        print(f"{name} is killed", flush=True)
        died_at, died = time.monotonic(), datetime.now(UTC)
        {"database": self._kill_server, "backend": self._kill_backend}.get(name, lambda: self._kill_process(name))()
        self.kills.append(Kill(name))
        watch = threading.Thread(target=self._watch, args=(self.kills[-1], died_at, died), daemon=True)
        watch.start()
        self.watches.append(watch)

    def _kill_process(self, name: str) -> None:
        child = self.chance.choice([each for each in self.installation.processes.children if each.name == name])
        while child.process is None:
            self.installation.look_after(seconds=0.1)
        child.process.kill()
        child.process.wait()

    def _kill_server(self) -> None:
        kill_server(self.installation)

    def _kill_backend(self) -> None:
        """One backend that is killed takes all the others with it: that is seen by a connection of our own.

        Only the superuser sees the backends of others.
        """
        server = self.installation.house.database.server
        assert server is not None
        with psycopg.connect(server.admin_url, autocommit=True) as line:
            while not (pids := [pid for (pid,) in line.execute(BACKENDS)]):
                self.installation.look_after(seconds=0.1)
            os.kill(self.chance.choice(pids), signal.SIGKILL)
            with suppress(psycopg.OperationalError):
                while True:
                    line.execute("SELECT pg_sleep(0.01)")

    def _watch(self, kill: Kill, died_at: float, died: datetime) -> None:
        is_back = BACK[kill.name]
        while time.monotonic() < died_at + BACK_WITHIN:
            with suppress(OSError, ValueError, psycopg.Error, smtplib.SMTPException):
                if is_back(self.installation, died):
                    kill.back_after = time.monotonic() - died_at
                    return
            time.sleep(0.05)


def kill_server(installation: Installation) -> None:
    """End the database's first process; its backends notice and go, too."""
    server = installation.house.database.server
    assert server is not None and server.process is not None
    server.process.kill()
    server.process.wait()


def pages_answer(installation: Installation, since: datetime) -> bool:
    """A page was made, with what the database knows."""
    try:
        with urllib.request.urlopen(f"{installation.address}/health", timeout=ANSWERS_WITHIN) as answer:
            said = answer.read()
    except urllib.error.HTTPError as error:
        said = error.read()
    return bool(json.loads(said)["database"])


def mail_is_taken(installation: Installation, since: datetime) -> bool:
    return answer_to_mail(installation, seconds=2) == 250


def answer_to_mail(installation: Installation, *, seconds: float) -> int:
    """What our listener says to somebody who would write to us."""
    with smtplib.SMTP("127.0.0.1", installation.mail_port, timeout=seconds) as server:
        server.ehlo("customer.example")
        server.mail("priya@mapledental.example")
        return server.rcpt(installation.support)[0]


def _says(question: str) -> Sign:
    return lambda installation, since: bool(installation.ask(question, since)[0][0])


BACK: dict[str, Sign] = {
    "web": pages_answer,
    "worker": _says(BEATEN),
    "clocks": _says(STRUCK),
    "intake": mail_is_taken,
    "database": pages_answer,
    "backend": pages_answer,
}


def recoveries(kills: Sequence[Kill]) -> Iterator[tuple[str, list[float]]]:
    """How long each of them was away, each time."""
    for name in EVERYBODY:
        times = [kill.back_after for kill in kills if kill.name == name and kill.back_after is not None]
        if times:
            yield name, times


def gone(kills: Sequence[Kill]) -> list[Any]:
    """Those that never came back."""
    return [kill for kill in kills if kill.back_after is None]


def wait_until_well(installation: Installation, *also: Sign) -> None:
    """Until pages are made and mail is taken, and whatever else is a sign of life."""
    patience, since = time.monotonic() + BACK_WITHIN, datetime.now(UTC)
    while True:
        installation.look_after(seconds=0.1)
        with suppress(OSError, smtplib.SMTPException, psycopg.OperationalError):
            if all(is_well(installation, since) for is_well in (pages_answer, mail_is_taken, *also)):
                return
        assert time.monotonic() < patience, f"after {BACK_WITHIN:.0f} s not all of it is well"
