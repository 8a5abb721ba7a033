"""Questions of every page, whose SQL is written once: only the ids in it change.

Django writes the SQL of a query set anew each time it is asked, which takes longer than the database's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property, update_wrapper
from inspect import signature
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, prefetch_related_objects

Told = list[tuple[Any, bool]]
"""What a question tells the database, and whether it stands in the place of an id, which it then counts from 0."""


class MoreThanIds(ValueError):
    """A question tells what is neither an id nor always the same, such as a moment: it cannot be written once."""


class Written:
    """Made of a function from ids to a query set; called with ids, it gives the rows."""

    def __init__(self, ask: Callable[..., QuerySet[Any]]) -> None:
        self.ask, self.count = ask, len(signature(ask).parameters)
        update_wrapper(self, ask)

    def __call__(self, *ids: int) -> list[Any]:
        queryset, compiler, sql, told = self._form
        asking, query = copy(compiler), copy(queryset.query)
        asking.connection = connections[DEFAULT_DB_ALIAS]
        told = [type(each)(ids[each]) if is_id else each for each, is_id in told]
        asking.as_sql = lambda *_given, **_more: (sql, told)
        query.get_compiler = lambda *_given, **_more: asking
        rows = list(queryset._iterable_class(QuerySet(queryset.model, query)))
        prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def first(self, *ids: int) -> Any:
        """The first of the rows, or None."""
        return next(iter(self(*ids)), None)

    @cached_property
    def _form(self) -> tuple[Any, Any, str, Told]:
        """What is written with ids that count from 0, if with ids that count up to 0 only those differ."""
        queryset = self.ask(*range(self.count))
        compiler, sql, told = _write(queryset)
        _, same_sql, others = _write(self.ask(*range(-self.count, 0)))
        marked: Told = []
        for one, other in zip(told, others, strict=True):
            is_id = isinstance(one, int) and other == one - self.count
            if sql != same_sql or (one != other and not is_id):
                raise MoreThanIds(f"{self.ask.__name__} tells the database more than ids")
            marked.append((one, is_id))
        return queryset, compiler, sql, marked


def _write(queryset: Any) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    return compiler, *compiler.as_sql()
