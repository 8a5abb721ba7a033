"""Trace: the rows that an act has left in the tables, whichever they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from fiverings.core.models import Record
from fiverings.core.parts import Part
from fiverings.insight.models import Document

NOTHING = r"\N"
NUMBERED = (models.BigAutoField, models.CompositePrimaryKey)
Cells = list[str]


@dataclass
class Trace:
    """Rows by model, each as COPY writes it; the first written on come first."""

    rows: dict[type[models.Model], list[Cells]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def of_what_follows(cls) -> Iterator[Trace]:
        """Everything that is written inside is kept in the trace, and taken back in the database."""
        trace = cls()
        with transaction.atomic():
            before = _highest_ids()
            yield trace
            trace.rows = {model: rows for model in traced() if (rows := list(_rows(model, before[model])))}
            transaction.set_rollback(True)

    def named(self) -> Iterator[tuple[type[models.Model], dict[str, str]]]:
        """Each row with the names of its columns."""
        for model, rows in self.rows.items():
            names = [str(each.column) for each in columns(model)]
            yield from ((model, dict(zip(names, row, strict=True))) for row in rows)


@cache
def traced() -> tuple[type[Record], ...]:
    """Every noun whose rows are numbered, those that others lean on first; without what the database reads itself."""
    ours = [
        model
        for part in apps.get_app_configs()
        if isinstance(part, Part)
        for model in part.get_models()
        if issubclass(model, Record) and isinstance(model._meta.pk, NUMBERED) and model is not Document
    ]
    leans: dict[type[Record], set[type[Record]]] = {
        model: {noun for noun in ours if noun in _needed(model)} - {model} for model in ours
    }
    return tuple(TopologicalSorter(leans).static_order())


def _needed(model: type[models.Model]) -> set[Any]:
    return {each.related_model for each in model._meta.concrete_fields if each.is_relation and not each.null}


def columns(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    """The fields that are written; a value that is the database's own is left to it."""
    return [each for each in model._meta.concrete_fields if not each.has_db_default() and not each.generated]


def copy_into(model: type[models.Model]) -> str:
    """The statement that takes rows of a noun."""
    names = ", ".join(f'"{each.column}"' for each in columns(model))
    return f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'


def _highest_ids() -> dict[type[models.Model], int]:
    """The highest number of each table."""
    asked = ", ".join(f'(SELECT max({model.numbered_by}) FROM "{model._meta.db_table}")' for model in traced())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return dict(zip(traced(), (highest or 0 for highest in cursor.fetchone()), strict=True))


def _rows(model: type[Record], above: int) -> Iterator[Cells]:
    names = ", ".join(f'"{each.column}"' for each in columns(model))
    number, table = model.numbered_by, model._meta.db_table
    query = f'COPY (SELECT {names} FROM "{table}" WHERE {number} > {above} ORDER BY {number}) TO STDOUT'
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        text = b"".join(map(bytes, copy)).decode()
    return (line.split("\t") for line in text.splitlines())
