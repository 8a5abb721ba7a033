"""What is asked of the database while something is shown, and how it finds the answer."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fiverings.core.models import Entry
from fiverings.core.references import refer

NO_QUESTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
WRITTEN = """
    SELECT pg_current_xact_id()::text, sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"""
COUNTED: dict[str, Any] = {}
"""The transaction in which rows were counted last, and how many it had written by then."""


def questions(act: Callable[[], Any]) -> list[str]:
    """Everything that the act asks of the database, in SQL, after once doing it for whatever is remembered."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(NO_QUESTIONS)]


def lines_of(record: models.Model) -> models.QuerySet[Entry]:
    """The lines of the journal whose subject this is, however they are found."""
    subject = refer(record)
    return Entry.objects.filter(subject_label=subject.label, subject_id=subject.id)


def opened(client: Client, address: str) -> Callable[[], None]:
    """The act of opening a page, which must be there."""

    def open_() -> None:
        assert client.get(address).status_code == 200, address

    return open_


def repeated(asked: list[str], *, more_than: int) -> list[str]:
    """Questions that were asked again and again, only about other ids."""
    shapes = Counter(re.sub(r"\d+", "N", sql) for sql in asked)
    return [shape for shape, times in shapes.items() if times > more_than]


def read_in_full(table: str, act: Callable[[], Any]) -> list[str]:
    """Those of the act's questions for which the database reads the whole of a large table."""
    _count_rows()
    asked = [sql for sql in questions(act) if sql.lstrip("(").startswith("SELECT") and f'"{table}"' in sql]
    assert asked, f"Nothing was asked of {table}"
    return [sql for sql in asked if any(_is_full(node, table) for node in _plan(sql))]


def _count_rows() -> None:
    """Let the database count what it holds, unless nothing was written since it counted last."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        written = (*cursor.fetchone(), *connection.savepoint_ids)
        if COUNTED.get("after") != written:
            cursor.execute("ANALYZE")
            cursor.execute(WRITTEN)
            COUNTED["after"] = (*cursor.fetchone(), *connection.savepoint_ids)


def _is_full(node: dict[str, Any], table: str) -> bool:
    return node["Node Type"] == "Seq Scan" and node.get("Relation Name") == table


def _plan(sql: str) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    nodes = [(json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]]
    for node in nodes:
        nodes.extend(node.get("Plans", ()))
        yield node
