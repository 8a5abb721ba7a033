"""How far a zone's clocks stand from UTC, stretch by stretch; where they are put forward or back is explicit here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = 86_400
MARGIN = 2 * DAY
LOOK = 3 * DAY


class Stretch(NamedTuple):
    """Seconds since 1970 from `start` to `end` through which the zone's clocks stand `offset` seconds ahead of UTC."""

    start: int
    end: int
    offset: int


class WallTimeUnclear(ValueError):
    """A wall-clock reading names no instant, or two, because the clocks change at that moment."""


@lru_cache(maxsize=4096)
def stretches(zone: ZoneInfo, year: int) -> tuple[Stretch, ...]:
    """The stretches of constant offset that cover a local year, with a margin on both sides."""
    first = seconds_since_1970(datetime(year, 1, 1, tzinfo=UTC)) - MARGIN
    last = seconds_since_1970(datetime(year + 1, 1, 1, tzinfo=UTC)) + MARGIN
    edges = [first, *_changes(zone, first, last), last]
    return tuple(Stretch(a, b, _offset(zone, a)) for a, b in pairwise(edges))


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[int]:
    """The seconds at which the offset changes. No zone ever changed twice within three days, so each look finds one."""
    looks = [*range(first, last, LOOK), last]
    offsets = [_offset(zone, second) for second in looks]
    for (before, after), (old, new) in zip(pairwise(looks), pairwise(offsets), strict=True):
        if old != new:
            yield _change(zone, before, after)


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: ZoneInfo, second: int) -> int:
    local = (EPOCH + timedelta(seconds=second)).astimezone(zone)
    return (local.utcoffset() or timedelta()) // SECOND


def seconds_since_1970(moment: datetime) -> int:
    return (moment - EPOCH) // SECOND


def instant_at(zone: ZoneInfo, day: date, reading: time) -> datetime:
    """The instant when a wall clock first shows this reading.

    A reading that the clocks skip is taken as they stood before: 02:30 of the spring night is 03:30 of summer time.
    """
    return datetime.combine(day, reading.replace(fold=0), tzinfo=zone).astimezone(UTC)


def only_instant_at(zone: ZoneInfo, reading: datetime) -> datetime:
    """The one instant that a reading without offset names; WallTimeUnclear when the clocks change just then."""
    first, second = (reading.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    happens = "is skipped" if first > second else "happens twice"
    shown = reading.isoformat(sep=" ", timespec="minutes")
    raise WallTimeUnclear(f"{shown} {happens} in {zone.key} as the clocks change; write it with its offset from UTC")
