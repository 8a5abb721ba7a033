"""Parts: a case, what became part of it, and what had become part of that, however often they were merged."""

from __future__ import annotations

from django.db.models.expressions import RawSQL

ALL_ITS_PARTS = """
    WITH RECURSIVE part (id) AS (
        SELECT %s::bigint UNION SELECT one.id FROM cases_case one JOIN part ON one.merged_into_id = part.id
    ) SELECT id FROM part"""


def parts_of(case: int) -> RawSQL:
    """The ids of a case and of all that is part of it now, for a query."""
    return RawSQL(ALL_ITS_PARTS, [case])
