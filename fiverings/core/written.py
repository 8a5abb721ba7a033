"""Questions of every page and act, whose SQL is written once: only what they are told changes.

Django writes the SQL of a query set anew each time it is asked, which takes longer than the database's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property, update_wrapper, wraps
from inspect import signature
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, prefetch_related_objects

Told = list[tuple[Any, int | None]]
"""What a question tells the database, and in whose place each stands that it was told itself."""

SAMPLES: dict[str, Callable[[int], Any]] = {
    "int": int,
    "str": "told {}".format,
    "datetime": lambda number: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(number),
}
"""Something of each sort that a question can be told, by a number; a record is told by its id."""


class MoreThanTold(ValueError):
    """A question tells what it was not told and is not always the same, such as the present moment."""


class Written:
    """Made of a function from ids, codes and moments to a query set; called with them, it gives the rows."""

    def __init__(self, ask: Callable[..., QuerySet[Any]]) -> None:
        self.ask = ask
        sorts = (each.annotation for each in signature(ask).parameters.values())
        self.sorts = [SAMPLES.get(sort if isinstance(sort, str) else sort.__name__, int) for sort in sorts]
        update_wrapper(self, ask)

    def __call__(self, *told: Any) -> list[Any]:
        try:
            queryset, compiler, sql, form = self._form
        except EmptyResultSet:
            return []
        asking, query = _copy(compiler), _copy(queryset.query)
        asking.connection = connections[DEFAULT_DB_ALIAS]
        values = [each if place is None else _as(each, told[place]) for each, place in form]
        asking.as_sql = lambda *_given, **_more: (sql, values)
        asking.get_converters = lambda _columns: self._converters
        query.get_compiler = lambda *_given, **_more: asking
        rows = list(queryset._iterable_class(QuerySet(queryset.model, query)))
        prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def first(self, *told: Any) -> Any:
        """The first of the rows, or None."""
        return next(iter(self(*told)), None)

    @cached_property
    def _form(self) -> tuple[Any, Any, str, Told]:
        """What is written when told one thing, if when told another only that differs."""
        one, other = self._samples(0), self._samples(-len(self.sorts))
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(self._refuse_to_ask):
            queryset = self.ask(*one)
            compiler, sql, told = _write(queryset)
            _, same_sql, others = _write(self.ask(*other))
        form: Told = []
        for value, instead in zip(told, others, strict=True):
            place = next((n for n, pair in enumerate(zip(one, other, strict=True)) if pair == (value, instead)), None)
            if sql != same_sql or (value != instead and place is None):
                raise MoreThanTold(f"{self.ask.__name__} tells the database more than it is told")
            form.append((value, place))
        return queryset, compiler, sql, form

    def _refuse_to_ask(self, *_asked: Any) -> None:
        """What the database says about a sample is true of nobody else."""
        raise MoreThanTold(f"{self.ask.__name__} asks the database something while it is written")

    @cached_property
    def _converters(self) -> Any:
        """What becomes of the values of a row before they are those of a record."""
        compiler = self._form[1]
        return compiler.get_converters([column for column, *_more in compiler.select[: compiler.col_count]])

    def _samples(self, first: int) -> list[Any]:
        return [sort(first + n) for n, sort in enumerate(self.sorts)]


class WrittenForReaders:
    """A question of what somebody may see, told the reader first: written once for all readers of one `standing`.

    The standing holds whatever `visible_to` asks of a reader but their id; of a sample `with_id` nothing else is known.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any]]) -> None:
        self.ask = ask
        self.written: dict[Any, Written] = {}
        update_wrapper(self, ask)

    def first(self, reader: Any, *told: Any) -> Any:
        """The first of the rows, or None."""
        if reader.standing not in self.written:
            self.written[reader.standing] = self._for_all_who_stand_as(reader)
        return self.written[reader.standing].first(reader.pk, *told)

    def _for_all_who_stand_as(self, reader: Any) -> Written:
        @wraps(self.ask)
        def ask(pk: int, *told: Any) -> QuerySet[Any]:
            return self.ask(reader.with_id(pk), *told)

        return Written(ask)


def _copy(original: Any) -> Any:
    """As `copy` does it, which asks at length how."""
    made = object.__new__(type(original))
    made.__dict__.update(original.__dict__)
    return made


def _as(sample: Any, told: Any) -> Any:
    """Numbers are told in the width of their column."""
    return type(sample)(told) if isinstance(sample, int) else told


def _write(queryset: Any) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    return compiler, *compiler.as_sql()
