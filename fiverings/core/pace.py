"""Pace: how often somebody may ask in a minute, counted in the memory of the one process that answers."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches

MINUTE = 60


def seconds_to_wait(who: str, *, at_most: int, at: datetime) -> int:
    """Count one more request in this minute: 0, or how many seconds are left of it when there were too many.

    `at_most` 0 lets them ask as often as they like.
    """
    if not at_most:
        return 0
    minute, into_it = divmod(int(at.timestamp()), MINUTE)
    counts, key = caches["pace"], f"{who}:{minute}"
    counts.add(key, 0, timeout=2 * MINUTE)
    return MINUTE - into_it if counts.incr(key) > at_most else 0
