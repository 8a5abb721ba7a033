"""Nothing is lost: whoever of the house is killed, and whenever, each word arrives once and each act is done once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

import pytest

from tests.journeys.installing import Installation
from tests.journeys.killing import Killer, gone, recoveries
from tests.journeys.reckoning import UNDONE, Aftermath
from tests.journeys.writers import Advocate, Correspondent, Writer

SEED = os.environ.get("KILLS_SEED", "five rings")
KILLED = ("intake", "worker", "clocks", "web", "database")
MAILS_EACH = 14
ACTS_EACH = 14
DONE_WITHIN = 60.0
KNOWN = ("priya@mapledental.example", "omar@orionbank.example")
STRANGERS = ("sam@nowhere.example", "pat@elsewhere.example")


@pytest.fixture(scope="module")
def aftermath(durable: Installation) -> Aftermath:
    """Customers write and we answer while five of the house are killed; then it is left in peace until done."""
    print(f"The seed is “{SEED}”.")
    customers = [Correspondent(durable, who, times=MAILS_EACH, seed=SEED) for who in (*KNOWN, *STRANGERS)]
    advocates = [Advocate(durable, name, times=ACTS_EACH, seed=SEED) for name in ("ana", "ben")]
    writers: list[Writer] = [*customers, *advocates]
    for writer in writers:
        writer.start()
    killer = Killer(durable, seed=SEED)
    killer.kill_all(KILLED, pauses=(0.8, 2.4))
    assert not gone(killer.kills)
    print(*(f"{name}: {', '.join(f'{s:.1f} s' for s in times)}" for name, times in recoveries(killer.kills)), sep="\n")
    stay_until_done(durable, writers)
    assert [writer.trouble for writer in writers if writer.trouble] == []
    return Aftermath(durable, customers, advocates)


def stay_until_done(installation: Installation, writers: Iterable[Writer]) -> None:
    """Until nobody writes and nothing waits."""
    patience = time.monotonic() + DONE_WITHIN
    while any(writer.is_alive() for writer in writers) or any(count for _what, count in installation.ask(UNDONE)):
        assert time.monotonic() < patience, installation.ask(UNDONE)
        installation.look_after(seconds=0.3)


def test_every_acknowledged_mail_is_filed_exactly_once(aftermath: Aftermath) -> None:
    assert len(aftermath.accepted) == MAILS_EACH * len((*KNOWN, *STRANGERS))
    assert not aftermath.mails_not_filed_once()


def test_every_need_has_one_case_with_one_owner(aftermath: Aftermath) -> None:
    assert not aftermath.needs_without_one_owner()


def test_every_stranger_is_met_once(aftermath: Aftermath) -> None:
    assert not aftermath.strangers_not_met_once(STRANGERS)


def test_every_acknowledged_act_is_one_row_and_one_line(aftermath: Aftermath) -> None:
    assert aftermath.counted("acknowledged").total() > ACTS_EACH
    assert not aftermath.acts_not_done_once()


def test_every_letter_reaches_its_reader_under_one_message_id(aftermath: Aftermath) -> None:
    """A try that was cut short may be repeated; the reader knows the second copy by its Message-ID."""
    assert not aftermath.letters_not_carried_once()


def test_the_audits_find_nothing(aftermath: Aftermath) -> None:
    assert not aftermath.audits_that_find_something()
