"""How lists are paged: by the key of the last row, never by counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from fiverings.core.numbers import number_in

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Page:
    """Some rows in the order of their names, and where the next ones are."""

    rows: list[Any]
    older: str

    @classmethod
    def of(cls, records: Any, request: HttpRequest) -> Page:
        """The page that the address asks for (`after` and `id` of the row before it)."""
        asked = request.GET
        last_id = number_in(asked.get("id", ""))
        after = None if last_id is None else (asked.get("after", ""), last_id)
        rows = list(records.in_order(after=after)[: ROWS_A_PAGE + 1])
        if len(rows) <= ROWS_A_PAGE:
            return cls(rows, "")
        last = rows[ROWS_A_PAGE - 1]
        kept = {name: value for name, value in asked.items() if name not in {"after", "id"}}
        return cls(rows[:ROWS_A_PAGE], "?" + urlencode({**kept, "after": last.name, "id": last.pk}))
