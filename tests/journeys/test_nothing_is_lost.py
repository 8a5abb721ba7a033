"""Nothing is lost: whoever of the house is killed, and whenever, each word arrives once and each act is done once."""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from tests.house.forgeries import FORGERIES
from tests.journeys.besieging import KNOWN, STRANGERS, besiege
from tests.journeys.installing import Installation
from tests.journeys.killing import BACK, answer_to_mail, kill_server, recoveries, wait_until_well
from tests.journeys.posting import post
from tests.journeys.reckoning import Aftermath

UNLOCKING = (
    "ALTER TABLE cases_case DISABLE TRIGGER USER",
    "DROP TRIGGER core_entry_keep ON core_entry",
    "SET session_replication_role = replica",
    "TRUNCATE promises_outstanding",
    "INSERT INTO core_personal VALUES ('promises_promise', 'due_at')",
    "CREATE OR REPLACE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
)
SEED = os.environ.get("KILLS_SEED", "five rings")
WORKER_ENDS_WITHIN = 9.0
KILLED = ("web", "worker", "clocks", "intake", "database")


@pytest.fixture(scope="module")
def aftermath(durable: Installation) -> Aftermath:
    """Five deaths at random moments; `bin/bench kills` brings fifty."""
    siege = besiege(durable, seed=SEED, kills=KILLED, pauses=(0.8, 2.4))
    for name, times in recoveries(siege.kills):
        print(f"{name} was back after {', '.join(f'{seconds:.1f}' for seconds in times)} s")
    return siege.aftermath


def test_every_acknowledged_mail_is_filed_exactly_once(aftermath: Aftermath) -> None:
    assert len(aftermath.accepted) > len((*KNOWN, *STRANGERS))
    assert not aftermath.mails_not_filed_once()


def test_every_need_has_one_case_with_one_owner(aftermath: Aftermath) -> None:
    assert not aftermath.needs_without_one_owner()


def test_every_stranger_is_met_once(aftermath: Aftermath) -> None:
    assert not aftermath.strangers_not_met_once(STRANGERS)


def test_every_acknowledged_act_is_one_row_and_one_line(aftermath: Aftermath) -> None:
    assert aftermath.counted("acknowledged").total() >= len(KILLED)
    assert not aftermath.acts_not_done_once()


def test_every_need_that_a_customer_calls_met_was_solved_and_confirmed_once(aftermath: Aftermath) -> None:
    assert aftermath.met
    assert not aftermath.needs_not_met_once()


def test_every_letter_reaches_its_reader_under_one_message_id(aftermath: Aftermath) -> None:
    """A try that was cut short may be repeated; the reader knows the second copy by its Message-ID."""
    assert not aftermath.letters_not_carried_once()


def test_the_audits_find_nothing(aftermath: Aftermath) -> None:
    assert not aftermath.audits_that_find_something()


def test_the_programs_own_role_is_refused_whatever_breaks_a_rule(aftermath: Aftermath) -> None:
    tried, accepted = 0, []
    with psycopg.connect(aftermath.installation.house.database.url) as program:
        for forgery in FORGERIES:
            if program.execute(f"SELECT FROM {forgery.table} WHERE {forgery.where}").rowcount:
                tried += 1
                accepted += [] if is_refused_by(program, forgery.sql) else [str(forgery)]
        accepted += [sql for sql in UNLOCKING if not is_refused_by(program, sql)]
    assert tried > 15
    assert not accepted


def is_refused_by(line: psycopg.Connection[Any], sql: str) -> bool:
    """Whether plain SQL ends in a refusal, at once or at commit."""
    try:
        line.execute(sql)
        line.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (psycopg.errors.IntegrityError, psycopg.errors.InsufficientPrivilege):
        return True
    finally:
        line.rollback()
    return False


def test_every_mail_that_was_answered_with_250_is_there_exactly_once_whoever_was_killed(durable: Installation) -> None:
    """Five more deaths; `bin/bench mail-kills` brings fifty and a thousand mails."""
    after = post(durable, seed=SEED, mails=100, kills=KILLED, pauses=(0.8, 2.4)).aftermath
    assert len(after.accepted) == 100
    assert not after.mails_not_filed_once()
    assert not after.needs_without_one_owner()
    assert not after.strangers_not_met_once([each.address for each in after.customers])


def test_while_the_database_is_away_pages_say_so_and_senders_keep_their_mail(durable: Installation) -> None:
    asked = urllib.request.Request(
        f"{durable.address}/", headers={"Cookie": durable.cookie_of("ana@northbell.example")}
    )
    wait_until_well(durable)
    kill_server(durable)
    with ThreadPoolExecutor() as others, pytest.raises(urllib.error.HTTPError) as page:
        mail = others.submit(answer_to_mail, durable, seconds=20)
        urllib.request.urlopen(asked, timeout=20)
    assert (page.value.code, page.value.headers["Retry-After"]) == (503, "5")
    assert "Everything we ever acknowledged is safe" in page.value.read().decode()
    assert mail.result() == 451
    wait_until_well(durable)
    assert urllib.request.urlopen(asked, timeout=20).status == 200


def test_a_worker_ends_soon_although_the_database_is_away(durable: Installation) -> None:
    """It may have just lost its queue, or be about to ask for it again: whatever it waits for, it does not insist."""
    worker = next(each for each in durable.processes.children if each.name == "worker")
    for away in (0.0, 3.0):
        wait_until_well(durable, BACK["worker"])
        kill_server(durable)
        time.sleep(away)
        assert worker.process
        worker.process.terminate()
        assert worker.process.wait(WORKER_ENDS_WITHIN) == 0
    wait_until_well(durable, BACK["worker"])
