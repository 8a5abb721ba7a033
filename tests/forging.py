"""Forging: rows as only somebody could leave them who suspends the guards of the database, for audits to find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models


@contextmanager
def unguarded(*kinds: type[models.Model]) -> Iterator[None]:
    """For as long as this lasts, no trigger of ours looks at these tables; the owner alone can do so."""
    connection.check_constraints()
    tables = [kind._meta.db_table for kind in kinds]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            connection.check_constraints()
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
