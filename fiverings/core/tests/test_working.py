"""The worker queues like everybody else, with its transaction or not at all; and it survives its database."""

import time
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core.jobs import later
from fiverings.core.working import as_worker
from tests.processes import running
from tests.racing import alone, leaving_nothing
from tests.world import World

PATIENCE = 30.0
LATEST = "SELECT coalesce(max(id), 0) FROM procrastinate_workers"
STATUS = "SELECT status FROM procrastinate_jobs WHERE id = %s"
FORGET = """
WITH forgotten AS (
    UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)
     WHERE id = %s RETURNING status
)
SELECT status, (SELECT bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> ALL(ARRAY[pg_backend_pid(), %s]))
  FROM forgotten
"""
"""As after a crash: every line is broken, and what was written in the last moment, that the job is done, is lost."""


class Interrupted(Exception):
    """The act did not come to its end."""


def test_what_the_worker_queues_is_gone_when_its_transaction_is(world):
    with as_worker(), pytest.raises(Interrupted), transaction.atomic():
        later(world.ana.save)
        assert ProcrastinateJob.objects.filter(lock=f"people.person#{world.ana.pk}").exists()
        raise Interrupted
    assert not ProcrastinateJob.objects.filter(lock=f"people.person#{world.ana.pk}").exists()


def ask(sql: str, *told: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return cursor.fetchone()[0]


def stay_until_done(job: int) -> None:
    patience = time.monotonic() + PATIENCE
    while (status := alone(lambda: ask(STATUS, job))) != "succeeded":
        assert time.monotonic() < patience, status
        time.sleep(0.1)


def test_a_job_of_which_a_falling_database_forgot_that_it_is_done_is_done_again(db):
    here = ask("SELECT pg_backend_pid()")
    with leaving_nothing():
        alone(lambda: later(World.read().ana.save))
        job = alone(lambda: ask("SELECT max(id) FROM procrastinate_jobs"))
        with running("worker", "clocks"):
            stay_until_done(job)
            assert alone(lambda: ask(FORGET, job, here)) == "doing"
            stay_until_done(job)


def test_a_worker_that_others_took_for_dead_begins_anew(db):
    with leaving_nothing(), running("worker"):
        first = wait_for_a_worker(after=alone(lambda: ask(LATEST)))
        alone(lambda: ask("DELETE FROM procrastinate_workers WHERE id = %s RETURNING id", first))
        wait_for_a_worker(after=first)


def wait_for_a_worker(*, after: int) -> int:
    """The number of one that began after another."""
    patience = time.monotonic() + PATIENCE
    while (latest := alone(lambda: ask(LATEST))) <= after:
        assert time.monotonic() < patience, "nobody begins"
        time.sleep(0.1)
    return latest
