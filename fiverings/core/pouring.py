"""Pouring: many lines of the journal written in one statement, and what follows them lets single acts pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from psycopg.types.json import Jsonb

from fiverings.core import following
from fiverings.core.models import Entry
from fiverings.core.references import Reference

MANY = 20
"""So many lines that happen at once are poured."""
LETS_PASS_FOR_EACH = timedelta(milliseconds=50)
"""The more there is, the later begins what follows: meanwhile whoever wrote it writes the rest."""
ALIKE = ("actor_label", "actor_id", "mark", "at")
"""What all of them have in common: who did it, and when."""
EACH = ("kind", "subject_label", "subject_id", "cause_id", "origin", "depth")

POUR = """
WITH told AS (
    SELECT nextval(pg_get_serial_sequence('core_entry', 'id')) AS id, given.*
      FROM unnest(%(kind)s::text[], %(payload)s::jsonb[], %(subject_label)s::text[], %(subject_id)s::bigint[],
                  %(cause_id)s::bigint[], %(origin)s::bigint[], %(depth)s::int[])
           WITH ORDINALITY AS given(kind, payload, subject_label, subject_id, cause_id, origin, depth, place)
     ORDER BY place
), line AS (
    INSERT INTO core_entry (id, kind, payload, subject_label, subject_id, actor_label, actor_id, cause_id, origin,
                            depth, mark, at)
    SELECT id, kind, payload, subject_label, subject_id, %(actor_label)s, %(actor_id)s, cause_id, origin, depth,
           %(mark)s, %(at)s
      FROM told ORDER BY place
    RETURNING id, recorded_at, xact
), mentioned AS (
    INSERT INTO core_mention (entry_id, label, record_id)
    SELECT told.id, held.label, held.record_id
      FROM unnest(%(places)s::bigint[], %(labels)s::text[], %(ids)s::bigint[]) AS held(place, label, record_id)
      JOIN told USING (place)
), followed AS (
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    SELECT %(queue)s, %(follow)s, %(priority)s, %(lock)s, 'follow:' || line.xact,
           jsonb_build_object('entry_id', line.id), clock_timestamp() + %(waits)s
      FROM line JOIN told USING (id) WHERE place = %(followed)s
        ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
)
SELECT line.id, recorded_at, xact FROM line JOIN told USING (id) ORDER BY place
"""


def pour(lines: Sequence[Entry], mentioned: Sequence[Sequence[Reference]]) -> None:
    """The lines in their order, what they mention, and the one follower of their transaction."""
    columns = {name: [getattr(line, name) for line in lines] for name in EACH}
    payloads = {"payload": [Jsonb(line.payload) for line in lines]}
    alike = {name: getattr(lines[0], name) for name in ALIKE}
    with connection.cursor() as cursor:
        cursor.execute(POUR, columns | payloads | alike | _held(mentioned) | _followed(lines))
        for line, written in zip(lines, cursor.fetchall(), strict=True):
            line.pk, line.recorded_at, line.xact = written
            line._state.adding, line._state.db = False, connection.alias


def _held(mentioned: Sequence[Sequence[Reference]]) -> dict[str, list[int] | list[str]]:
    """What is mentioned, each with the place of its line."""
    held = [(place, each) for place, found in enumerate(mentioned, 1) for each in found]
    return {
        "places": [place for place, _each in held],
        "labels": [each.label for _place, each in held],
        "ids": [each.id for _place, each in held],
    }


def _followed(lines: Sequence[Entry]) -> dict[str, object]:
    """The job of what follows, and the place of the first line that anything follows; it is 0 when nothing does."""
    first = next((place for place, line in enumerate(lines, 1) if following.is_followed(line)), 0)
    job: dict[str, object] = {"queue": following.FOLLOWERS, "follow": following.FOLLOW, "followed": first}
    waits = LETS_PASS_FOR_EACH * len(lines)
    return job | {"lock": str(lines[first - 1].subject), "priority": following.AFTERWARDS, "waits": waits}
