"""People who write while the house is being killed: each goes on until somebody has said that their words are safe."""

from __future__ import annotations

import http.client
import random
import threading
import time
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from urllib.parse import urlencode, urlsplit

import psycopg

from tests.journeys.acts import NOTE, REPLY, Act, Fields
from tests.journeys.installing import Installation

TRIES_AGAIN_AFTER = 0.2
GIVES_UP_AFTER = 40.0
TOKEN = "t" * 32
ANSWERS = {302: "acknowledged", 422: "refused", 503: "cut_short", 0: "cut_short"}
OPEN = "SELECT number FROM cases_case WHERE ended_at IS NULL ORDER BY id"


class Writer(threading.Thread):
    """Somebody who writes, with pauses of their own, until they are told that it is enough; why they gave up, if so."""

    def __init__(self, installation: Installation, *, seed: str) -> None:
        super().__init__(name=seed, daemon=True)
        self.installation = installation
        self.random = random.Random(seed)
        self.enough = threading.Event()
        self.trouble = ""

    def run(self) -> None:
        number = 0
        try:
            while not self.enough.wait(self.random.uniform(0.2, 0.9)):
                self.write(number)
                number += 1
        except Exception as error:
            self.trouble = f"{self.name}: {error!r}"

    @abstractmethod
    def write(self, number: int) -> None:
        """Write once."""


class Correspondent(Writer):
    """A customer whose mail server hands each mail over again until ours has said that it is safe."""

    def __init__(self, installation: Installation, address: str, *, seed: str) -> None:
        super().__init__(installation, seed=f"{seed} {address}")
        self.address = address
        self.acknowledged: list[str] = []

    def write(self, number: int) -> None:
        mail = self._mail(number)
        self.installation.deliver(mail, seconds=GIVES_UP_AFTER)
        self.acknowledged.append(mail["Message-ID"].strip("<>"))

    def _mail(self, number: int) -> EmailMessage:
        """Every other mail answers an earlier one of theirs."""
        mail = EmailMessage()
        mail["From"], mail["To"] = self.address, "support@northbell.example"
        mail["Subject"] = f"The line is dead, day {number}"
        mail["Message-ID"] = f"<{number}.{self.random.getrandbits(64):x}@{self.address.rpartition('@')[2]}>"
        if self.acknowledged and self.random.random() < 0.5:
            mail["In-Reply-To"] = f"<{self.random.choice(self.acknowledged)}>"
        mail.set_content(f"Nobody can call us, and this is what I wrote on day {number}.")
        return mail


@dataclass
class Deeds:
    """What somebody did, by the answer: acknowledged, refused, or cut short, so that nobody can know."""

    acknowledged: dict[Act, list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[Act, list[str]] = field(default_factory=lambda: defaultdict(list))
    cut_short: dict[Act, list[str]] = field(default_factory=lambda: defaultdict(list))


class Advocate(Writer):
    """One of us, who acts on the pages; what the pages did not answer, nobody knows about."""

    def __init__(
        self, installation: Installation, name: str, *, seed: str, acts: Sequence[Act] = (REPLY, NOTE)
    ) -> None:
        super().__init__(installation, seed=f"{seed} {name}")
        self.person = f"{name}@northbell.example"
        self.acts = acts
        self.cookie = installation.cookie_of(self.person)
        self.deeds = Deeds()

    def write(self, number: int) -> None:
        """Ask again, in other words, until somebody says that it was done; without an answer nobody can know."""
        act = self.random.choice(self.acts)
        patience = time.monotonic() + GIVES_UP_AFTER
        for times in count(1):
            words = f"{act.name.capitalize()} {number}, asked {times} times by {self.person}: we are looking into it."
            if self._does(act, words):
                return
            if time.monotonic() > patience:
                raise TimeoutError(f"Nobody answers {act.name}.")
            time.sleep(TRIES_AGAIN_AFTER)

    def _does(self, act: Act, words: str) -> bool:
        """Whether it was answered: as done, or as refused."""
        status = self._post(act.address.format(case=self._case()), act.fields(words))
        if status not in ANSWERS:
            raise AssertionError(f"{act.name} was answered with {status}")
        kept: dict[Act, list[str]] = getattr(self.deeds, ANSWERS[status])
        kept[act].append(words)
        return ANSWERS[status] != "cut_short"

    def _case(self) -> str:
        """One of the open cases, as soon as there is one."""
        patience = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < patience:
            with suppress(psycopg.OperationalError):
                if numbers := self.installation.ask(OPEN):
                    return str(self.random.choice(numbers)[0])
            time.sleep(TRIES_AGAIN_AFTER)
        raise TimeoutError("No case was opened.")

    def _post(self, address: str, fields: Fields) -> int:
        """The status of the answer; 0 when there was none."""
        page = http.client.HTTPConnection(urlsplit(self.installation.address).netloc, timeout=15)
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            page.request("POST", address, urlencode(fields), headers)
            return page.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            page.close()
