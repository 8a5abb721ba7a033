"""The journal's pen: `announce` writes what happened, in the same transaction as the change itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models
from psycopg.types.json import Jsonb

from fiverings.core import clock, following, promptly
from fiverings.core.causes import causing, current_cause, current_mark, history
from fiverings.core.events import Event
from fiverings.core.models import Entry
from fiverings.core.payload import encode
from fiverings.core.pouring import MANY, pour
from fiverings.core.references import Reference, refer

__all__ = ["ChainTooLong", "OutsideTransaction", "announce", "causing", "history"]

LINKS_AT_MOST = 8

WRITE = """
WITH line AS (
    INSERT INTO core_entry (kind, payload, subject_label, subject_id, actor_label, actor_id, cause_id, origin, depth,
                            mark, at)
    VALUES (%(kind)s, %(payload)s, %(subject_label)s, %(subject_id)s, %(actor_label)s, %(actor_id)s, %(cause_id)s,
            %(origin)s, %(depth)s, %(mark)s, %(at)s)
    RETURNING id, recorded_at, xact
), mentioned AS (
    INSERT INTO core_mention (entry_id, label, record_id)
    SELECT line.id, held.label, held.record_id
      FROM line, unnest(%(labels)s::text[], %(ids)s::bigint[]) AS held(label, record_id)
), followed AS (
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, scheduled_at)
    SELECT %(queue)s, %(follow)s, %(lock)s, 'follow:' || line.xact,
           jsonb_build_object('entry_id', line.id), clock_timestamp() + %(kept_for)s
      FROM line WHERE %(is_followed)s
        ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
)
SELECT id, recorded_at, xact FROM line
"""
"""The line, what it mentions, and the one follower of its transaction, if anything follows and none is waiting yet.

What this transaction queued may have been rolled back with a savepoint, so the queue knows, and not memory.
"""


class OutsideTransaction(RuntimeError):
    """An act announced itself outside the transaction that makes it true."""


class ChainTooLong(RuntimeError):
    """Reactions kept causing reactions; the line that began it is named."""


def announce(
    *events: Event, by: models.Model | None, at: datetime | None = None, because: Sequence[Entry] = ()
) -> list[Entry]:
    """Write one line for each event and queue what follows, inside the caller's transaction.

    `by` is the actor (None when it is the house itself), `at` when it happened (now, unless told), `because` the line
    that caused each of them, where these are many.
    Raises OutsideTransaction, ChainTooLong, and WordsInJournal when a payload would hold words.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{events[0].kind} must be announced inside the transaction that makes it true")
    causes, at = because or [current_cause()] * len(events), at or clock.now()
    lines = [_line(*each, by, at) for each in zip(events, causes, strict=True)]
    mentioned = [_mentioned(event) for event in events]
    if len(lines) < MANY:
        for line, found in zip(lines, mentioned, strict=True):
            _write(line, found)
    else:
        pour(lines, mentioned)
    return lines


def _line(event: Event, cause: Entry | None, by: models.Model | None, at: datetime) -> Entry:
    subject = refer(event.subject)
    actor = refer(by) if by is not None else None
    depth = cause.depth + 1 if cause else 0
    if depth > LINKS_AT_MOST:
        raise ChainTooLong(f"{event.kind} would be link {depth} of the chain that line {cause and cause.origin} began")
    return Entry(
        kind=event.kind,
        payload=encode(event),
        subject_label=subject.label,
        subject_id=subject.id,
        actor_label=actor.label if actor else "",
        actor_id=actor.id if actor else None,
        cause=cause,
        origin=(cause.origin or cause.id) if cause else None,
        depth=depth,
        mark=current_mark() or (cause.mark if cause else ""),
        at=at,
    )


def _write(line: Entry, mentioned: list[Reference]) -> None:
    """The line, what it mentions and what follows, in one statement: there is no act without one."""
    columns = {field.attname: getattr(line, field.attname) for field in Entry._meta.concrete_fields}
    held = {"labels": [each.label for each in mentioned], "ids": [each.id for each in mentioned]}
    follows = {"queue": following.FOLLOWERS, "follow": following.FOLLOW, "lock": str(line.subject)}
    follows |= {"is_followed": following.is_followed(line), "kept_for": promptly.kept_for()}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, columns | held | follows | {"payload": Jsonb(line.payload)})
        line.pk, line.recorded_at, line.xact = cursor.fetchone()
    if follows["is_followed"]:
        promptly.queued(f"follow:{line.xact}")
    line._state.adding, line._state.db = False, connection.alias


def _mentioned(event: Event) -> list[Reference]:
    return list(dict.fromkeys(map(refer, event.finders())))
