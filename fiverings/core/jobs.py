"""Jobs: what is done later by the worker, queued in the same transaction as what it follows from.

A job is a method of a saved record called later; there are no task modules. The queue is Procrastinate's, in our
own database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from fiverings.core import clock
from fiverings.core.models import Record
from fiverings.core.references import Gone, Reference, refer

R = TypeVar("R", bound=Record)

WORK = "work"
TRIES_AT_MOST = 12
BEATS_EVERY = 2.0
DEAD_AFTER = 10.0

PATIENTLY = RetryStrategy(max_attempts=TRIES_AT_MOST, exponential_wait=2)


@app.task(name="act", queue=WORK, retry=PATIENTLY)
def _act(label: str, record_id: int, verb: str, with_: dict[str, Any]) -> None:
    record = Reference(label, record_id).find()
    if not isinstance(record, Gone):
        getattr(record, verb)(**with_)


def later(verb: Callable[..., object], *, at: datetime | None = None, **with_: Any) -> None:
    """Call this method of a saved record later, in the worker; queued in the current transaction.

    `with_` must be JSON (ids, codes, numbers). A record that is gone by then is passed over; a failure is tried again.
    """
    record: Record = verb.__self__  # type: ignore[attr-defined]
    reference = refer(record)
    waits = {"schedule_at": datetime.now(UTC) + (at - clock.now())} if at else {}
    _act.configure(lock=str(reference), **waits).defer(
        label=reference.label, record_id=reference.id, verb=verb.__name__, with_=with_
    )


GIVEN_UP = """
SELECT lock FROM procrastinate_jobs WHERE lock = ANY(%s)
 GROUP BY lock HAVING bool_or(status = 'failed') AND NOT bool_or(status IN ('todo', 'doing'))
"""


def given_up(records: Iterable[R]) -> list[R]:
    """Those of these whose job failed so often that it is tried no more, and for whom nothing else waits."""
    by_lock = {str(refer(each)): each for each in records}
    if not by_lock:
        return []
    with connection.cursor() as cursor:
        cursor.execute(GIVEN_UP, [list(by_lock)])
        return [by_lock[lock] for (lock,) in cursor.fetchall()]


@dataclass(frozen=True)
class Scheduled:
    """An act that the clocks repeat."""

    name: str
    seconds: int
    run: Callable[[], object]


SCHEDULE: dict[str, Scheduled] = {}
AGAIN = object()
"""What an act gives back that did some of what is due: it is struck again as soon as the others had their turn."""


def every(*, seconds: int) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Let the clocks do what is decorated at this interval, never twice at once."""

    def keep(run: Callable[[], object]) -> Callable[[], object]:
        name = f"{run.__module__.split('.')[-2]}.{run.__name__}"
        SCHEDULE[name] = Scheduled(name, seconds, run)
        return run

    return keep
