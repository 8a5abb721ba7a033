"""Writing many rows at once: COPY, with every constraint and trigger of the tables in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve(model: type[models.Model], count: int) -> list[int]:
    """So many ids that the table's own sequence gives away, so that nobody else gets them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def pour(model: type[models.Model], records: Iterable[models.Model], *, leaving: Sequence[str] = ()) -> None:
    """Write unsaved records; columns whose value is the database's own, and those to leave out, are not named."""
    fields = [each for each in model._meta.concrete_fields if not each.has_db_default() and each.name not in leaving]
    names = [field.attname for field in fields]
    pour_rows(model._meta.db_table, [str(f.column) for f in fields], ([getattr(r, n) for n in names] for r in records))


def pour_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as they are."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
