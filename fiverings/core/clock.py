"""The one clock of the house: every act without an `at=` asks it what time it is.

In demos and journeys all processes shift together by one row (`ClockShift`), so that a clock that would
strike in two hours can be heard today.
"""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

REMEMBERED_FOR = 1.0

_remembered: tuple[float, timedelta] = (-REMEMBERED_FOR, timedelta())


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC) + (_shift() if settings.CLOCK_SHIFTS else timedelta())


def _shift() -> timedelta:
    """How far this installation's clock is moved, read from its row at most once a second."""
    global _remembered
    read_at, shift = _remembered
    if time.monotonic() - read_at >= REMEMBERED_FOR:
        with connection.cursor() as cursor:
            cursor.execute("SELECT by FROM core_clockshift")
            row = cursor.fetchone()
        shift = row[0] if row else timedelta()
        _remembered = (time.monotonic(), shift)
    return shift
