"""One calendar's year in UTC: every period in order with a running total, so that any question is one bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate

from .opening_hours import OpeningHours
from .zone_offsets import DAY, stretches

MICROSECONDS = 1_000_000
FIRST_DAY = date(1970, 1, 1).toordinal()


class OpeningYear:
    """The periods of a local year as microseconds since 1970; `worked[n]` is how long the first n of them last.

    A calendar is open at an instant when the clock on the wall shows a time within its windows. So an hour that the
    clocks skip is worked by nobody, and an hour they show twice is worked twice.
    """

    def __init__(self, hours: OpeningHours, year: int) -> None:
        periods = list(_periods(hours, year))
        self.opens = [opens * MICROSECONDS for opens, _ in periods]
        self.closes = [closes * MICROSECONDS for _, closes in periods]
        self.worked = [0, *accumulate(b - a for a, b in zip(self.opens, self.closes, strict=True))]
        self.total = self.worked[-1]

    def worked_until(self, instant: int) -> int:
        """How much of the year's working time lies before an instant."""
        begun = bisect_right(self.opens, instant)
        if begun == 0:
            return 0
        return self.worked[begun - 1] + min(instant, self.closes[begun - 1]) - self.opens[begun - 1]

    def earliest(self, worked: int) -> int:
        """The first instant by which so much (more than nothing) is worked: at the end of a period, its closing."""
        period = bisect_left(self.worked, worked) - 1
        return self.opens[period] + worked - self.worked[period]

    def latest(self, worked: int) -> int:
        """The last instant at which so much (less than all) is worked: between two periods, the next opening."""
        period = bisect_right(self.worked, worked) - 1
        return self.opens[period] + worked - self.worked[period]

    def is_open(self, instant: int) -> bool:
        begun = bisect_right(self.opens, instant)
        return begun > 0 and instant < self.closes[begun - 1]

    def after(self, instant: int) -> Iterator[tuple[int, int]]:
        """The periods that end after an instant, the first of them cut off there."""
        for period in range(bisect_right(self.closes, instant), len(self.opens)):
            yield max(self.opens[period], instant), self.closes[period]

    def before(self, instant: int) -> Iterator[tuple[int, int]]:
        """The periods that begin before an instant, latest first, the first of them cut off there."""
        for period in range(bisect_left(self.opens, instant) - 1, -1, -1):
            yield self.opens[period], min(self.closes[period], instant)


@lru_cache(maxsize=1024)
def opening_year(hours: OpeningHours, year: int) -> OpeningYear:
    """The year, laid out once and remembered."""
    return OpeningYear(hours, year)


def _periods(hours: OpeningHours, year: int) -> Iterator[tuple[int, int]]:
    """The year's periods in seconds; a period in which the clocks change stays one where it stays open."""
    held: tuple[int, int, int] | None = None
    for day, opens, closes in _pieces(hours, year):
        if held and held[0] == day and held[2] == opens:
            held = day, held[1], closes
            continue
        if held:
            yield held[1:]
        held = day, opens, closes
    if held:
        yield held[1:]


def _pieces(hours: OpeningHours, year: int) -> Iterator[tuple[int, int, int]]:
    """(day, opening, closing) of each window, cut where the zone's offset changes; days are counted from 1970."""
    first = date(year, 1, 1).toordinal() - FIRST_DAY
    last = date(year, 12, 31).toordinal() - FIRST_DAY
    for start, end, offset in stretches(hours.zone, year):
        for day in range(max(first, (start + offset) // DAY), min(last, (end + offset - 1) // DAY) + 1):
            midnight = day * DAY - offset
            for window in hours.on(date.fromordinal(day + FIRST_DAY)):
                opens, closes = max(midnight + window.open, start), min(midnight + window.close, end)
                if opens < closes:
                    yield day, opens, closes
