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
from urllib.parse import urlencode, urlsplit

import psycopg

from tests.journeys.acts import NOTE, REPLY, Act, Fields
from tests.journeys.installing import Installation

TRIES_AGAIN_AFTER = 0.2
GIVES_UP_AFTER = 40.0
TOKEN = "t" * 32
OPEN = "SELECT number FROM cases_case WHERE closed_at IS NULL ORDER BY id"


class Writer(threading.Thread):
    """Somebody who writes so many times, with pauses of their own; why they gave up, if they did."""

    def __init__(self, installation: Installation, *, times: int, seed: str) -> None:
        super().__init__(name=seed, daemon=True)
        self.installation = installation
        self.times = times
        self.random = random.Random(seed)
        self.trouble = ""

    def run(self) -> None:
        try:
            for number in range(self.times):
                time.sleep(self.random.uniform(0.2, 0.9))
                self.write(number)
        except Exception as error:
            self.trouble = f"{self.name}: {error!r}"

    @abstractmethod
    def write(self, number: int) -> None:
        """Write once."""


class Correspondent(Writer):
    """A customer whose mail server hands each mail over again until ours has said that it is safe."""

    def __init__(self, installation: Installation, address: str, *, times: int, seed: str) -> None:
        super().__init__(installation, times=times, seed=f"{seed} {address}")
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
        self, installation: Installation, name: str, *, times: int, seed: str, acts: Sequence[Act] = (REPLY, NOTE)
    ) -> None:
        super().__init__(installation, times=times, seed=f"{seed} {name}")
        self.person = f"{name}@northbell.example"
        self.acts = acts
        self.cookie = installation.cookie_of(self.person)
        self.deeds = Deeds()

    def write(self, number: int) -> None:
        act = self.random.choice(self.acts)
        words = f"{act.name.capitalize()} {number} of {self.person}: we are looking into it."
        status = self._post(act.address.format(case=self._case()), act.fields(words))
        answers = {
            302: self.deeds.acknowledged,
            422: self.deeds.refused,
            503: self.deeds.cut_short,
            0: self.deeds.cut_short,
        }
        if status not in answers:
            raise AssertionError(f"{act.name} was answered with {status}")
        answers[status][act].append(words)

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
