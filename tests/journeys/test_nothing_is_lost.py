"""Nothing is lost: whoever of the house is killed, and whenever, each word arrives once and each reply goes out."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from fiverings.core.running.processes import Child
from tests.journeys.conftest import Installation
from tests.journeys.writers import Advocate, Correspondent, Writer

SEED = "five rings"
KILLED = ("intake", "worker", "clocks", "web")
MAILS_EACH = 14
REPLIES = 10
DONE_WITHIN = 45.0
KNOWN = ("priya@mapledental.example", "omar@orionbank.example")
STRANGERS = ("sam@nowhere.example", "pat@elsewhere.example")

# The database's own clock tells which worker has died; for one that was killed we let its half minute pass at once.
LET_ITS_HALF_MINUTE_PASS = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
UNDONE = """
    SELECT 'arrival', count(*) FROM channels_arrival WHERE outcome = ''
    UNION ALL SELECT 'outbox', count(*) FROM conversations_outbox
    UNION ALL SELECT 'delivery', count(*) FROM channels_delivery WHERE state = 'waiting'
    UNION ALL SELECT 'job', count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
    UNION ALL SELECT 'failed reaction', count(*) FROM core_failedreaction"""
FILED = """
    SELECT m.message_id, count(DISTINCT m.id), count(DISTINCT a.id), min(a.outcome), count(DISTINCT heard.id)
    FROM conversations_message m
    LEFT JOIN channels_arrival a ON a.message_id = m.id
    LEFT JOIN core_mention said ON said.label = 'conversations.message' AND said.record_id = m.id
    LEFT JOIN core_entry heard ON heard.id = said.entry_id AND heard.kind = 'cases.CustomerSpoke'
    WHERE m.direction = 'in' GROUP BY m.message_id"""
OWNED = """
    SELECT j.id, count(c.id), count(c.owner_id), bool_and(p.is_active),
      (SELECT count(*) FROM core_entry e
        WHERE e.kind = 'cases.CaseOpened' AND e.subject_label = 'cases.case' AND e.subject_id = min(c.id))
    FROM conversations_journey j
    LEFT JOIN cases_case c ON c.journey_id = j.id
    LEFT JOIN people_person p ON p.id = c.owner_id
    WHERE EXISTS (SELECT FROM conversations_thread t JOIN conversations_message m ON m.thread_id = t.id
                  WHERE t.journey_id = j.id)
    GROUP BY j.id"""
WRITTEN = "SELECT text, message_id, \"to\"[1], sent_at FROM conversations_message WHERE direction = 'out'"


@dataclass
class Aftermath:
    """What the writers were told while the house was being killed."""

    acknowledged: list[str]
    accepted: list[str]
    cut_short: list[str]


@pytest.fixture(scope="module")
def aftermath(installation: Installation) -> Aftermath:
    """Customers write and Ana answers while five processes are killed; then the house is left in peace until done."""
    print(f"The seed is “{SEED}”.")
    customers = [Correspondent(installation, who, times=MAILS_EACH, seed=SEED) for who in (*KNOWN, *STRANGERS)]
    ana = Advocate(installation, "ana", times=REPLIES, seed=SEED)
    writers: list[Writer] = [*customers, ana]
    for writer in writers:
        writer.start()
    kill_at_random(installation, random.Random(SEED))
    stay_until_done(installation, writers)
    assert [writer.trouble for writer in writers if writer.trouble] == []
    acknowledged = [each for customer in customers for each in customer.acknowledged]
    return Aftermath(acknowledged, ana.accepted, ana.cut_short)


def kill_at_random(installation: Installation, chance: random.Random) -> None:
    """Each of them once and one of them twice, in any order, at any moment."""
    names = [*KILLED, chance.choice(KILLED)]
    chance.shuffle(names)
    for name in names:
        look_after(installation, seconds=chance.uniform(0.8, 2.4))
        child = next(each for each in installation.processes.children if each.name == name)
        while child.process is None:
            look_after(installation, seconds=0.1)
        print(f"{name} is killed")
        kill(child)
        if name == "worker":
            installation.ask(LET_ITS_HALF_MINUTE_PASS)


def kill(child: Child) -> None:
    assert child.process is not None
    child.process.kill()
    child.process.wait()


def look_after(installation: Installation, *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        installation.processes.look_after()
        time.sleep(0.05)


def stay_until_done(installation: Installation, writers: Iterable[Writer]) -> None:
    """Until nobody writes and nothing waits."""
    patience = time.monotonic() + DONE_WITHIN
    while any(writer.is_alive() for writer in writers) or any(count for _what, count in installation.ask(UNDONE)):
        assert time.monotonic() < patience, installation.ask(UNDONE)
        look_after(installation, seconds=0.3)


def test_every_acknowledged_mail_is_filed_exactly_once(installation: Installation, aftermath: Aftermath) -> None:
    filed = {message_id: tuple(counts) for message_id, *counts in installation.ask(FILED)}
    assert len(aftermath.acknowledged) == MAILS_EACH * len((*KNOWN, *STRANGERS))
    assert filed == {message_id: (1, 1, "filed", 1) for message_id in aftermath.acknowledged}
    assert installation.ask("SELECT count(*) FROM channels_arrival") == [(len(aftermath.acknowledged),)]


def test_every_need_has_one_case_with_one_owner(installation: Installation, aftermath: Aftermath) -> None:
    owned = installation.ask(OWNED)
    assert len(owned) > len(KNOWN)
    assert [each for each in owned if each[1:] != (1, 1, True, 1)] == []


def test_every_stranger_is_met_once(installation: Installation, aftermath: Aftermath) -> None:
    met = "SELECT address, count(*) FROM customers_contactaddress WHERE address = ANY(%s) GROUP BY address"
    assert dict(installation.ask(met, list(STRANGERS))) == dict.fromkeys(STRANGERS, 1)


def test_every_reply_reaches_the_customer_under_one_message_id(
    installation: Installation, aftermath: Aftermath
) -> None:
    """A try that was cut short may be repeated; the reader knows the second copy by its Message-ID."""
    written = installation.ask(WRITTEN)
    arrived: dict[str, set[str]] = defaultdict(set)
    for letter in installation.mailboxes.letters:
        if "northbell.example" not in str(letter["To"]):
            arrived[str(letter["Message-ID"]).strip("<>")].add(str(letter["To"]))
    assert {message_id: {to} for _text, message_id, to, _sent in written} == arrived
    assert [text for text, _id, _to, sent_at in written if sent_at is None] == []
    copies = Counter(text for text, *_more in written)
    assert copies.keys() >= set(aftermath.accepted)
    assert copies.keys() <= {*aftermath.accepted, *aftermath.cut_short}
    assert set(copies.values()) == {1}
