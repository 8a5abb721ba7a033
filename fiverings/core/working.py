"""The worker: does what was queued, and what it queues itself belongs to the transaction that asks for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from select import select
from threading import Event as StopSign
from typing import Any, LiteralString

from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.sql import queries
from psycopg import AsyncConnection, OperationalError
from psycopg_pool import AsyncConnectionPool

from fiverings.core.following import FOLLOWERS, follow
from fiverings.core.jobs import BEATS_EVERY, DEAD_AFTER, WORK
from fiverings.core.promptly import Promptly

JOBS_AT_ONCE = 4
LOOKS_AGAIN_AFTER = 0.2
ASKS_AT_LEAST_EVERY = 1.0
"""Whoever ends a job tells nobody that the next one about the same record need not wait any more."""
FINISHES_WITHIN = 5.0
ENDS_WITHIN = 6.0
"""What is not finished by then is taken up again by the next worker."""
LISTED = "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE id = %(worker_id)s) AS is_listed"
ON_DISK_SOON = "-c synchronous_commit=off"
"""What became of a job is on disk a moment later: where it is lost, the job is done again, and what it did is not."""
RECONNECTING = {"timeout": 10, "reconnect_timeout": 1, "reconnect_failed": AsyncConnectionPool.check}

log = logging.getLogger(__name__)


class WorkersConnector(PsycopgConnector):
    """Fetches jobs over connections of its own; whoever queues a job does it over Django's, in their transaction.

    Over the worker's connections a job could be seen before the line it follows, or outlive a rollback.
    """

    def __init__(self, django: BaseConnector, **where: Any) -> None:
        super().__init__(pool_factory=self._pool, **where)
        self.django = django
        self.is_lost = False
        """The database fell, and may have forgotten which jobs were done: it still counts them as at hand here.

        Or others took this worker for dead, struck it off, and took up what it has at hand.
        """

    def _pool(self, **how: Any) -> AsyncConnectionPool:
        return AsyncConnectionPool(**how | {"check": self._check})

    async def _check(self, line: AsyncConnection) -> None:
        """A line that broke is replaced by the pool without a word, but not unnoticed.

        By an idle line nothing comes unless it broke, or the database has something to say: only then is it asked.
        """
        try:
            if select([line.fileno()], [], [], 0)[0]:
                await AsyncConnectionPool.check_connection(line)
        except OperationalError:
            self.is_lost = True
            raise

    def get_sync_connector(self) -> BaseConnector:
        return self.django

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """What became of a job is said again when the connection broke just then: else it would never be taken up."""
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException:
            self.is_lost = True
            await asyncio.sleep(LOOKS_AGAIN_AFTER)
            await super().execute_query_async(query, **arguments)
        if query == queries["update_heartbeat"]:
            self.is_lost |= not (await self.execute_query_one_async(LISTED, **arguments))["is_listed"]


@contextmanager
def as_worker() -> Iterator[WorkersConnector]:
    """For as long as this lasts, this process can fetch jobs."""
    where = connector_params()
    where["options"] = f"{where.get('options', '')} {ON_DISK_SOON}".strip()
    connector = WorkersConnector(app.connector, kwargs=where, **RECONNECTING)
    with app.replace_connector(connector):
        yield connector


def work(stop: StopSign) -> None:
    """Do what was queued until told to stop; a database that is away is waited for, and nothing at hand is dropped."""
    while not stop.is_set():
        try:
            with as_worker() as connector:
                asyncio.run(_work_until(lambda: stop.is_set() or connector.is_lost))
        except Exception:
            log.exception("The worker lost its queue")
        stop.wait(LOOKS_AGAIN_AFTER)


async def _work_until(enough: Callable[[], bool]) -> None:
    """It ends by itself when the queue cannot be reached; else it finishes what is at hand while it can.

    A worker that ends is struck off, and what the database holds to be at hand there is taken up by another.
    """
    working = asyncio.create_task(_work())
    while not enough() and not working.done():
        await asyncio.wait({working}, timeout=LOOKS_AGAIN_AFTER)
    patience = ENDS_WITHIN
    while not working.done():
        working.cancel()
        await asyncio.wait({working}, timeout=patience)
        patience = LOOKS_AGAIN_AFTER
    if not working.cancelled():
        working.result()


async def _work() -> None:
    """What follows from the journal first, then the jobs."""
    async with app.open_async():
        await app.run_worker_async(
            queues=[FOLLOWERS, WORK],
            concurrency=JOBS_AT_ONCE,
            fetch_job_polling_interval=ASKS_AT_LEAST_EVERY,
            shutdown_graceful_timeout=FINISHES_WITHIN,
            install_signal_handlers=False,
            update_heartbeat_interval=BEATS_EVERY,
            stalled_worker_timeout=DEAD_AFTER,
            task_middleware=[close_db_connections, Promptly(follow)],
        )
