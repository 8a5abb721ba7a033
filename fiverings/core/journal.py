"""The journal's pen: `announce` writes what happened, in the same transaction as the change itself."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models

from fiverings.core import clock, following
from fiverings.core.causes import causing, current_cause, current_mark, history
from fiverings.core.events import Event
from fiverings.core.models import Entry, Mention
from fiverings.core.payload import encode
from fiverings.core.references import Reference, refer

__all__ = ["ChainTooLong", "OutsideTransaction", "announce", "causing", "history"]

LINKS_AT_MOST = 8
CHANNEL = "fiverings_journal"


class OutsideTransaction(RuntimeError):
    """An act announced itself outside the transaction that makes it true."""


class ChainTooLong(RuntimeError):
    """Reactions kept causing reactions; the line that began it is named."""


def announce(*events: Event, by: models.Model | None, at: datetime | None = None) -> list[Entry]:
    """Write one line for each event and queue what follows, inside the caller's transaction.

    `by` is the actor (None when it is the house itself), `at` when it happened (now, unless told).
    Raises OutsideTransaction, ChainTooLong, and WordsInJournal when a payload would hold words.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{events[0].kind} must be announced inside the transaction that makes it true")
    lines = [_line(event, by, at or clock.now()) for event in events]
    Entry.objects.bulk_create(lines)
    Mention.objects.bulk_create(
        Mention(entry=line, label=reference.label, record_id=reference.id)
        for line, event in zip(lines, events, strict=True)
        for reference in _mentioned(event, by)
    )
    following.queue(lines)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return lines


def _line(event: Event, by: models.Model | None, at: datetime) -> Entry:
    cause = current_cause()
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
        mark=current_mark(),
        at=at,
    )


def _mentioned(event: Event, by: models.Model | None) -> list[Reference]:
    records = [*event.records(), *([by] if by is not None else [])]
    return list(dict.fromkeys(refer(record) for record in records))
