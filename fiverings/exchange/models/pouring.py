"""Pouring: writing many rows at once by COPY, with every rule of the tables in force, or as their owner without."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from .seeding import Seeding
from .trace import columns, traced


def reserve(needs: dict[type[models.Model], int], cases: int) -> tuple[dict[type[models.Model], int], int]:
    """The first of so many ids of each noun, and the first of so many case numbers; nobody else gets them."""
    with connection.cursor() as cursor:
        first = {model: _take(cursor, f"{model._meta.db_table}_id_seq", count) for model, count in needs.items()}
        return first, _take(cursor, "cases_number", cases)


def _take(cursor: Any, sequence: str, count: int) -> int:
    cursor.execute(
        "SELECT min(taken) FROM (SELECT nextval(%s) AS taken FROM generate_series(1, %s))", [sequence, count]
    )
    return int(cursor.fetchone()[0])


def pour(seeding: Seeding) -> None:
    """Write it all in the current transaction, under every constraint and trigger."""
    ids, number = reserve(seeding.needs(), seeding.cases)
    with connection.cursor() as cursor:
        for texts in seeding.texts(ids, number, only=traced()):
            for model in (each for each in traced() if each in texts):
                with cursor.copy(copy_into(model)) as copy:
                    copy.write(texts[model])


def copy_into(model: type[models.Model]) -> str:
    """The statement that takes rows of a noun."""
    names = ", ".join(f'"{each.column}"' for each in columns(model))
    return f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
