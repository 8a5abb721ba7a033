"""People who write while the house is being killed: each goes on until somebody has said that their words are safe."""

from __future__ import annotations

import http.client
import random
import threading
import time
from abc import abstractmethod
from email.message import EmailMessage
from urllib.parse import urlencode, urlsplit

from tests.journeys.conftest import Installation

TRIES_AGAIN_AFTER = 0.2
GIVES_UP_AFTER = 40.0
TOKEN = "t" * 32


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


class Advocate(Writer):
    """One of us, who answers from the pages; what the pages did not answer, nobody knows about."""

    def __init__(self, installation: Installation, name: str, *, times: int, seed: str) -> None:
        super().__init__(installation, times=times, seed=f"{seed} {name}")
        self.person = f"{name}@northbell.example"
        self.cookie = installation.cookie_of(self.person)
        self.accepted: list[str] = []
        self.cut_short: list[str] = []

    def write(self, number: int) -> None:
        words = f"Answer {number}: we are looking into it."
        (self.accepted if self._post(self._case(), words) else self.cut_short).append(words)

    def _case(self) -> str:
        """One of the open cases of this person, as soon as there is one."""
        mine = "SELECT number FROM cases_case c JOIN people_person p ON p.id = c.owner_id WHERE p.email = %s"
        patience = time.monotonic() + GIVES_UP_AFTER
        while not (numbers := sorted(number for (number,) in self.installation.ask(mine, self.person))):
            if time.monotonic() > patience:
                raise TimeoutError("No case was opened.")
            time.sleep(TRIES_AGAIN_AFTER)
        return str(self.random.choice(numbers))

    def _post(self, case: str, words: str) -> bool:
        page = http.client.HTTPConnection(urlsplit(self.installation.address).netloc, timeout=15)
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            page.request("POST", f"/cases/{case}/replies/", urlencode({"words": words}), headers)
            status = page.getresponse().status
        except (OSError, http.client.HTTPException):
            return False
        finally:
            page.close()
        if status not in {302, 500, 503}:
            raise AssertionError(f"A reply was answered with {status}")
        return status == 302
