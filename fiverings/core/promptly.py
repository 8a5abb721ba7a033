"""Promptly: what follows from a job is done at once by the worker that did it; the queue keeps it in case that dies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(seconds=5)
"""So long the queue leaves what follows to whoever queued it; done twice by then, it is still done once."""
FOLLOW = "follow"
AT_MOST = 50
"""What follows after so many others takes its turn in the queue, so that others get theirs."""

NEXT = """
WITH waiting AS MATERIALIZED (
    SELECT id, lock, (args ->> 'entry_id')::bigint AS entry FROM procrastinate_jobs
     WHERE status = 'todo' AND task_name = 'follow' AND (queueing_lock = ANY(%(mine)s) OR lock = ANY(%(held)s))
)
SELECT id, lock, entry FROM waiting
 WHERE id <> ALL(%(done)s)
   AND NOT EXISTS (SELECT FROM procrastinate_jobs other WHERE other.lock = waiting.lock AND other.id < waiting.id
                      AND other.status IN ('todo', 'doing') AND other.id <> ALL(%(done)s))
 ORDER BY id LIMIT 1
"""
"""What this worker queued, or what is about a record of which it did what went before; unless others go before."""
OVER = """
WITH done AS (
    DELETE FROM procrastinate_jobs WHERE id = ANY(%(done)s) AND status = 'todo' RETURNING lock, queue_name
), left_to_others AS (
    UPDATE procrastinate_jobs SET scheduled_at = NULL
     WHERE status = 'todo' AND id <> ALL(%(done)s)
       AND (queueing_lock = ANY(%(mine)s) OR (lock, queue_name) IN (SELECT lock, queue_name FROM done))
    RETURNING queue_name
)
SELECT pg_logical_emit_message(true, 'fiverings', ''), (
    SELECT pg_notify('procrastinate_queue_v1#' || queue_name, '{"type": "job_inserted", "job_id": 0}')
      FROM left_to_others LIMIT 1)
"""
"""What has followed is over, and what waited for it need not wait any more.

The message says nothing: it makes the commit wait until it is on disk, and so whatever was written before it.
"""

_queued: ContextVar[list[str] | None] = ContextVar("queued", default=None)


def kept_for() -> timedelta | None:
    """How long the queue leaves what is queued now to whoever queues it; None where nobody would do it themselves."""
    return None if _queued.get() is None else KEPT_FOR


def queued(queueing_lock: str) -> None:
    """What follows from the current transaction is in the queue, under this name."""
    known = _queued.get()
    if known is not None and queueing_lock not in known:
        known.append(queueing_lock)


class LineBroke(OperationalError):
    """The database fell during a job: what a moment ago was done may be lost, so the job is done again."""


class Promptly:
    """What a worker does around each job: `task_middleware=[Promptly(follow)]`."""

    def __init__(self, follow: Callable[[int], object]) -> None:
        self.follow = follow

    def __call__(self, do: Callable[[], Any], context: Any, _worker: Any) -> Any:
        """Do the job and then, its transactions being over, what follows from it, and from that; LineBroke.

        All of it waits for the disk once, at the end.
        """
        connection.ensure_connection()
        line = connection.connection
        with _noting() as mine:
            done = do()
            followed: list[int] = []
            try:
                self._go_on(mine, context.job, followed)
            except Exception:
                log.exception("What follows from job %s is left to the queue", context.job.id)
            if connection.connection is not line:
                raise LineBroke("The database was away while the job was done.")
            _ask(OVER, mine=mine, done=followed)
            return done

    def _go_on(self, mine: list[str], job: Any, followed: list[int]) -> None:
        """Add the jobs of what has followed."""
        held = [job.lock] if job.lock else []
        while (mine or job.task_name == FOLLOW) and len(followed) < AT_MOST:
            found = _ask(NEXT, done=[job.id, *followed], mine=mine, held=held)
            if not found:
                return
            ((id_, lock, entry),) = found
            self.follow(entry)
            followed.append(id_)
            held.append(lock)


@contextmanager
def _noting() -> Iterator[list[str]]:
    mine: list[str] = []
    before = _queued.set(mine)
    try:
        yield mine
    finally:
        _queued.reset(before)


def _ask(sql: str, **told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return cursor.fetchall()
