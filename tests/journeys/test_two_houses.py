"""Two installations that take each other for a customer: people write, machines write along, and then it is quiet."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from threading import Event, Thread

import pytest

from fiverings.core.running.databases import Database
from tests.journeys.besieging import stay_until_done
from tests.journeys.conftest import copy_world, drop
from tests.journeys.installing import Installation, served
from tests.journeys.killing import BACK, wait_until_well
from tests.journeys.reckoning import UNDONE
from tests.journeys.writers import Advocate

OTHER = "journeys_southbell"
NORTH, SOUTH = "support@northbell.example", "support@southbell.example"
RENAMED = "UPDATE channels_mailbox SET address = %s"
MARKS = ("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence")
ACTS_EACH = 8
QUIET_FOR = 6.0
PATIENCE = 150.0


@pytest.fixture
def southbell(static_files: Path, tmp_path: Path, django_db_setup: bytes) -> Iterator[Installation]:
    """Another company, with a database, a port and a key of its own."""
    url, folder = copy_world(OTHER), shutil.copytree(static_files, tmp_path / "southbell")
    try:
        with served(Database(url, url), folder, {"VAULT_KEY": "of another company"}) as installation:
            installation.support = SOUTH
            installation.ask(RENAMED, SOUTH)
            wait_until_well(installation, BACK["worker"])
            yield installation
    finally:
        drop(OTHER)


class Postman(Thread):
    """Carries each letter of a house for the other to it, and loses the marks of machines where he is careless."""

    def __init__(self, house: Installation, other: Installation, address: str, *, loses: Sequence[str] = ()) -> None:
        super().__init__(daemon=True)
        self.house, self.other, self.address, self.loses = house, other, address, loses
        self.carried: list[EmailMessage] = []
        self.enough = Event()

    def run(self) -> None:
        while not self.enough.wait(0.05):
            for letter in self.house.mailboxes.to(self.address)[len(self.carried) :]:
                for mark in self.loses:
                    del letter[mark]
                self.other.deliver(letter)
                self.carried.append(letter)


def asked(house: Installation, *, by: str, of: str) -> None:
    """A mail from one company to the other."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = by, of, "Our trunk to you is silent"
    mail["Message-ID"] = "<first@southbell.example>"
    mail.set_content("Nobody of ours gets through to yours since nine.")
    house.deliver(mail)


def stay_until_quiet(houses: Sequence[Installation], postmen: Sequence[Postman]) -> int:
    """Until nothing is done or carried for a while; how many letters there were."""
    patience, seen, since = time.monotonic() + PATIENCE, -1, time.monotonic()
    while time.monotonic() - since < QUIET_FOR:
        assert time.monotonic() < patience, [each.ask(UNDONE) for each in houses]
        for house in houses:
            stay_until_done(house, ())
        now = sum(len(each.carried) for each in postmen)
        if now != seen:
            seen, since = now, time.monotonic()
    return seen


def test_two_houses_that_write_to_each_other_stop_by_themselves(
    installation: Installation, southbell: Installation
) -> None:
    houses = (installation, southbell)
    postmen = (Postman(installation, southbell, SOUTH, loses=MARKS), Postman(southbell, installation, NORTH))
    people = [
        Advocate(house, name, colleague=other, seed=f"two houses {name}")
        for house, name, other in ((installation, "ana", "ben"), (southbell, "ben", "ana"))
    ]
    asked(installation, by=SOUTH, of=NORTH)
    for each in (*postmen, *people):
        each.start()
    for person in people:
        person.at_most = ACTS_EACH
        while person.is_alive():
            installation.look_after(seconds=0.1)
            southbell.look_after(seconds=0.1)
        assert not person.trouble, person.trouble
    written = stay_until_quiet(houses, postmen)
    assert all(each.carried for each in postmen), "Both wrote"
    assert written <= len(people) * ACTS_EACH * 2, "No more than an act of a person and what follows from it"
    assert all(each.is_alive() for each in postmen)
    for each in postmen:
        each.enough.set()
