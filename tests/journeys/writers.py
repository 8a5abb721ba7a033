"""People who write while the house is being killed: each goes on until somebody has said that their words are safe."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import urlencode, urlsplit

import psycopg

from tests.journeys.acts import ACTS, Act, Given
from tests.journeys.installing import Installation

TRIES_AGAIN_AFTER = 0.2
GIVES_UP_AFTER = 180.0
TOKEN = "t" * 32
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
DONE = dict.fromkeys((201, 302), "acknowledged")
ANSWERS = DONE | dict.fromkeys((404, 409, 422), "refused") | dict.fromkeys((0, 503), "cut_short")


class Writer(threading.Thread):
    """Somebody who writes, with pauses of their own, until they are told that it is enough; why they gave up, if so."""

    at_least = 6
    """So often they write before it is enough."""
    at_most = 10_000
    pauses = (0.2, 0.9)
    """Seconds between one and the next, at least and at most."""

    def __init__(self, installation: Installation, *, seed: str) -> None:
        super().__init__(name=seed, daemon=True)
        self.installation = installation
        self.random = random.Random(seed)
        self.enough = threading.Event()
        self.written = 0
        self.trouble = ""

    def run(self) -> None:
        try:
            while self.written < self.at_most and not self.enough.wait(self.random.uniform(*self.pauses)):
                self.write(self.written)
                self.written += 1
        except Exception as error:
            self.trouble = f"{self.name}: {error!r}"

    @abstractmethod
    def write(self, number: int) -> None:
        """Write once."""


class Correspondent(Writer):
    """A customer whose mail server hands each mail over again until ours has said that it is safe."""

    at_most = 90
    """Whoever writes a hundred mails in an hour is a flood, and put aside."""

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


class Colleague(Writer):
    """One of us, who is signed in and asks pages and programs."""

    def __init__(self, installation: Installation, name: str, *, seed: str) -> None:
        super().__init__(installation, seed=f"{seed} {name}")
        self.person = f"{name}@northbell.example"
        self.cookie = installation.cookie_of(self.person)

    def _post(self, address: str, given: Given, *, key: str = "", cookie: str | None = None) -> int:
        """The status of the answer; 0 when there was none. With no other cookie they are signed in."""
        page = http.client.HTTPConnection(urlsplit(self.installation.address).netloc, timeout=15)
        headers = {
            "Cookie": f"{self.cookie if cookie is None else cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            **({"Idempotency-Key": key, "Content-Type": JSON} if key else {"Content-Type": FORM}),
        }
        try:
            page.request("POST", address, json.dumps(given) if key else urlencode(given), headers)
            answer = page.getresponse()
            return 0 if b"StillRunning" in answer.read() else answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            page.close()

    def _until(self, is_answered: Callable[[], bool], what: str) -> None:
        """Ask again and again; TimeoutError when nobody answers."""
        patience = time.monotonic() + GIVES_UP_AFTER
        while not is_answered():
            if time.monotonic() > patience:
                raise TimeoutError(f"Nobody answers {what}.")
            time.sleep(TRIES_AGAIN_AFTER)


class Advocate(Colleague):
    """One of us, who acts on the pages and through programs; what the pages did not answer, nobody knows about."""

    def __init__(self, installation: Installation, name: str, *, colleague: str, seed: str) -> None:
        super().__init__(installation, name, seed=seed)
        self.people = dict(installation.ask("SELECT split_part(email, '@', 1), id FROM people_person"))
        self.people["colleague"] = self.people[colleague]
        self.deeds = Deeds()

    def write(self, number: int) -> None:
        """Act until it is answered: a program asks the same again, a person says it in other words."""
        act, target = self._choose()
        address = act.address.format(target=target)
        words, given = self._say(act, number)
        patience = time.monotonic() + GIVES_UP_AFTER
        while not self._is_answered(act, words, self._post(address, given, key=words if act.is_for_programs else "")):
            if time.monotonic() > patience:
                raise TimeoutError(f"Nobody answers {act.name}.")
            time.sleep(TRIES_AGAIN_AFTER)
            if not act.is_for_programs:
                words, given = self._say(act, number)

    def _say(self, act: Act, number: int) -> tuple[str, Given]:
        words = f"{act.name.capitalize()} {number} of {self.person} at {time.time():.4f}: we are on it."
        return words, act.given(words, self.people)

    def _is_answered(self, act: Act, words: str, status: int) -> bool:
        """Note what was answered; whoever may ask for the same again has to be told in the end."""
        if status not in ANSWERS:
            raise AssertionError(f"{act.name} was answered with {status}")
        if ANSWERS[status] == "cut_short" and act.is_for_programs:
            return False
        kept: dict[Act, list[str]] = getattr(self.deeds, ANSWERS[status])
        kept[act].append(words)
        return ANSWERS[status] != "cut_short"

    def _choose(self) -> tuple[Act, str]:
        """Any act that can be done to something now."""
        patience = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < patience:
            act = self.random.choice(ACTS)
            with suppress(psycopg.OperationalError):
                if targets := self.installation.ask(act.targets, me=self.person):
                    return act, str(self.random.choice(targets)[0])
            time.sleep(TRIES_AGAIN_AFTER)
        raise TimeoutError("There is nothing to act on.")
