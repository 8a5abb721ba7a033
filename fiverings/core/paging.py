"""Paging: every list for programs is read by key, `limit` rows at a time, each page from where the last one ended."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, cast

from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext as _
from ninja import Field, Schema

from fiverings.core.problems import Problem

ROWS = 50
ROWS_AT_MOST = 100


class Paged(Schema):
    """One page of a list."""

    next: str | None = Field(description="What to send as `after` for the next page; null on the last one.")


class Paging(Schema):
    """Which page of a list is asked for."""

    after: str = Field("", max_length=500, description="The `next` of the page before; empty for the first one.")
    limit: int = Field(ROWS, ge=1, le=ROWS_AT_MOST, description="How many rows at most.")

    def page(self, named: str, records: QuerySet[Any], *, by: tuple[str, ...] = ("id",)) -> dict[str, Any]:
        """The rows under this name, and `next`.

        `by` names columns that are never null, all with or all without "-"; the last one is unique.
        """
        descends = by[0].startswith("-")
        columns = [column.removeprefix("-") for column in by]
        if self.after:
            beyond = TupleLessThan if descends else TupleGreaterThan
            records = records.filter(beyond(Tuple(*map(F, columns)), self._place(records.model, columns)))
        rows = list(records.order_by(*by)[: self.limit + 1])
        has_more, rows = len(rows) > self.limit, rows[: self.limit]
        return {named: rows, "next": _written(rows[-1], columns) if has_more else None}

    def _place(self, model: type[Model], columns: list[str]) -> tuple[Any, ...]:
        try:
            written = json.loads(urlsafe_b64decode(self.after.encode()))
            fields = [_column(model, column) for column in columns]
            place = tuple(field.to_python(value) for field, value in zip(fields, written, strict=True))
        except (ValueError, TypeError, OverflowError, AttributeError, FieldError, ValidationError):
            place = ()
        if not place or None in place:
            raise Problem(422, _("`after` is no place that a page before named as its next."))
        return place


def _written(row: Model, columns: list[str]) -> str:
    """A place as text that an address can hold; nobody but us reads it."""
    values = [_column(type(row), column).value_to_string(row) for column in columns]
    return urlsafe_b64encode(json.dumps(values).encode()).decode()


def _column(model: type[Model], name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", model._meta.get_field(name))
