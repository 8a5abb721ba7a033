"""Turns: one job of a process reckons at a time, and nobody waits for its turn with a row in hand."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, transaction

from fiverings.core.turns import in_turn

A_WHILE = 0.2
LONG_ENOUGH = 10


@contextmanager
def somebody_in_turn() -> Iterator[ThreadPoolExecutor]:
    """As long as this lasts, one thread has the turn; others are to be had."""
    begun, enough = Event(), Event()
    with ThreadPoolExecutor(2) as threads:
        held = threads.submit(hold, begun, enough)
        assert begun.wait(LONG_ENOUGH)
        try:
            yield threads
        finally:
            enough.set()
            held.result(LONG_ENOUGH)


def hold(begun: Event, enough: Event) -> None:
    with in_turn():
        begun.set()
        enough.wait(LONG_ENOUGH)


def take_it() -> bool:
    with in_turn():
        return True


def take_it_within_a_transaction() -> bool:
    try:
        with transaction.atomic():
            return take_it()
    finally:
        connection.close()


def fail() -> None:
    with in_turn():
        raise ZeroDivisionError


def test_who_comes_while_another_has_the_turn_waits_until_it_is_over():
    with somebody_in_turn() as threads:
        other: Future[bool] = threads.submit(take_it)
        with pytest.raises(TimeoutError):
            other.result(A_WHILE)
    assert other.result(LONG_ENOUGH)


def test_within_a_transaction_nobody_waits_for_a_turn(db):
    with somebody_in_turn() as threads:
        assert threads.submit(take_it_within_a_transaction).result(LONG_ENOUGH)


def test_a_turn_that_fails_is_over_for_the_others():
    with ThreadPoolExecutor(1) as threads, pytest.raises(ZeroDivisionError):
        threads.submit(fail).result(LONG_ENOUGH)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(take_it).result(LONG_ENOUGH)
