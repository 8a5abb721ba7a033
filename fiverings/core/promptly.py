"""Promptly: what follows from a job is done at once by the worker that did it; the queue keeps it in case that dies."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import connection

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(seconds=5)
"""So long the queue leaves what follows to whoever queued it; done twice by then, it is still done once."""
AT_MOST = 50
"""What follows after so many others takes its turn in the queue, so that others get theirs."""

MINE = """
SELECT id, (args ->> 'entry_id')::bigint,
       NOT EXISTS (SELECT FROM procrastinate_jobs other WHERE other.lock = mine.lock AND other.id < mine.id
                      AND other.status IN ('todo', 'doing') AND other.id <> %s)
  FROM procrastinate_jobs mine WHERE queueing_lock = %s AND status = 'todo'
"""
DONE = "DELETE FROM procrastinate_jobs WHERE id = %s AND status = 'todo'"
LEFT = "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE queueing_lock = ANY(%s) AND status = 'todo'"

_queued: ContextVar[deque[str] | None] = ContextVar("queued", default=None)


def kept_for() -> timedelta | None:
    """How long the queue leaves what is queued now to whoever queues it; None where nobody would do it themselves."""
    return None if _queued.get() is None else KEPT_FOR


def queued(queueing_lock: str) -> None:
    """What follows from the current transaction is in the queue, under this name."""
    waiting = _queued.get()
    if waiting is not None and queueing_lock not in waiting:
        waiting.append(queueing_lock)


class Promptly:
    """What a worker does around each job: `task_middleware=[Promptly(follow)]`."""

    def __init__(self, follow: Callable[[int], object]) -> None:
        self.follow = follow

    def __call__(self, do: Callable[[], Any], context: Any, _worker: Any) -> Any:
        """Do the job and then, its transactions being over, what follows from it, and from that."""
        with _noting() as waiting:
            done = do()
            try:
                self._go_on(waiting, context.job.id)
            except Exception:
                log.exception("What follows from job %s is left to the queue", context.job.id)
            return done

    def _go_on(self, waiting: deque[str], job: int) -> None:
        for _turn in range(AT_MOST):
            if not waiting:
                return
            self._take_up(waiting.popleft(), job)
        _ask(LEFT, list(waiting))

    def _take_up(self, queueing_lock: str, job: int) -> None:
        """Unless it waits for something before it about the same record, or was rolled back, or somebody did it."""
        for id_, entry, is_first in _ask(MINE, job, queueing_lock):
            if is_first:
                self.follow(entry)
                _ask(DONE, id_)
            else:
                _ask(LEFT, [queueing_lock])


@contextmanager
def _noting() -> Iterator[deque[str]]:
    waiting: deque[str] = deque()
    before = _queued.set(waiting)
    try:
        yield waiting
    finally:
        _queued.reset(before)


def _ask(sql: str, *told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return cursor.fetchall() if cursor.description else []
