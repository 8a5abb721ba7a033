"""The worker: does what was queued, and what it queues itself belongs to the transaction that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from fiverings.core.following import FOLLOWERS
from fiverings.core.jobs import WORK

JOBS_AT_ONCE = 4


class WorkersConnector(PsycopgConnector):
    """Fetches jobs over connections of its own; whoever queues a job does it over Django's, in their transaction.

    Over the worker's connections a job could be seen before the line it follows, or outlive a rollback.
    """

    def __init__(self, django: BaseConnector, **where: Any) -> None:
        super().__init__(**where)
        self.django = django

    def get_sync_connector(self) -> BaseConnector:
        return self.django


@contextmanager
def as_worker() -> Iterator[None]:
    """For as long as this lasts, this process can fetch jobs."""
    with app.replace_connector(WorkersConnector(app.connector, kwargs=connector_params())):
        yield


def work() -> None:
    """Do what was queued until asked to stop: what follows from the journal first, then the jobs."""
    with as_worker():
        app.run_worker(queues=[FOLLOWERS, WORK], concurrency=JOBS_AT_ONCE, shutdown_graceful_timeout=5)
