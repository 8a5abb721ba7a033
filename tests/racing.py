"""Races: acts that begin together in connections of their own and commit for real, and leave nothing behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core.models import Record

PATIENCE = 60.0
WAITING = """
    SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())"""


def apart(*acts: Callable[[], Any]) -> list[Any]:
    """Run each act in a thread of its own, all beginning together; what each gave back, or the error it ended with."""
    together, ended = Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            together.wait(timeout=PATIENCE)
            ended[number] = act()
        except Exception as error:
            ended[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
        assert not thread.is_alive(), "An act that never ends"
    return ended


def alone(act: Callable[[], Any]) -> Any:
    """Run one act in a connection of its own, so that it commits; its error is raised here."""
    ended = apart(act)[0]
    if isinstance(ended, Exception):
        raise ended
    return ended


def meanwhile(first: Callable[[], Any], then: Callable[[], Any]) -> list[Any]:
    """Begin the second act when the first is done, which commits when the second waits for it; how both ended."""
    done, ended = Event(), Event()

    def hold() -> Any:
        with transaction.atomic():
            try:
                return first()
            finally:
                done.set()
                _until_somebody_waits(or_has=ended)

    def follow() -> Any:
        assert done.wait(timeout=PATIENCE)
        try:
            return then()
        finally:
            ended.set()

    return apart(hold, follow)


def _until_somebody_waits(*, or_has: Event) -> None:
    """Until another connection waits for a lock, or there is nobody left who could."""
    patience = time.monotonic() + PATIENCE
    with connection.copy().cursor() as looking:
        while not or_has.wait(0.01) and time.monotonic() < patience:
            looking.execute(WAITING)
            if looking.fetchone()[0]:
                break
    looking.db.close()


@contextmanager
def leaving_nothing() -> Iterator[None]:
    """Whatever is committed inside is removed afterwards, journal and all; ask nothing by the test's own connection."""
    before = alone(_last_rows)
    try:
        yield
    finally:
        alone(lambda: _clear(before))


def _tables() -> dict[str, str]:
    """The column that numbers the rows of each of our tables."""
    ours = [each for each in apps.get_models() if issubclass(each, Record) and each._meta.managed]
    return {each._meta.db_table: each.numbered_by for each in ours}


def _last_rows() -> dict[str, int]:
    last = (f"SELECT '{table}', coalesce(max({number}), 0) FROM {table}" for table, number in _tables().items())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(last))
        return dict(cursor.fetchall())


@transaction.atomic
def _clear(before: dict[str, int]) -> None:
    """The owner of the tables lays their triggers to rest for this one transaction; no program can."""
    numbers, now = _tables(), _last_rows()
    changed = [table for table, last in now.items() if last > before[table]]
    with connection.cursor() as cursor:
        for table in changed:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table} WHERE {numbers[table]} > %s", [before[table]])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in changed:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    ProcrastinateJob.objects.filter(status="todo").delete()
