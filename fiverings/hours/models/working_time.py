"""Working time on one calendar: by when, since when and how long. It is pure: no database, no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Self

from .calendar_format import read_calendar
from .counting_days import CountingDays
from .opening import GENERATION, HORIZON, MICROSECOND, NotAnswerable, micros, moment
from .opening_year import opening_year
from .public_holidays import written_out

Pause = tuple[datetime, datetime]


class TooFarAway(NotAnswerable):
    """The answer lies further away than a calendar is followed."""


class WorkingTime(CountingDays):
    """Due times and elapsed times. The law: `elapsed(start, due(start, m))` is m, in every zone, through every night.

    Pauses are spans of time (from, to) in which the clock stands still; they may overlap.
    """

    @classmethod
    def read(cls, definition: Any) -> Self:
        """Working time by a calendar in the import format; BadCalendar names the field that is wrong."""
        return cls(read_calendar(written_out(definition)))

    def due(self, start: datetime, minutes: float = 0, *, seconds: float = 0, pauses: Iterable[Pause] = ()) -> datetime:
        """When so much working time has passed since `start`, be it the moment of closing.

        No time at all has passed at once, or at the next opening. Raises NeverOpens, TooFarAway, NotAnswerable.
        """
        span = _span(minutes, seconds)
        due = self._due(start, span)
        for began_at, ended_at in _in_order(pauses):
            if began_at >= due:
                break
            if ended_at > start:
                span += self.elapsed(max(began_at, start), ended_at)
                due = self._due(start, span)
        return due

    def start_for(self, due_at: datetime, minutes: float = 0, *, seconds: float = 0) -> datetime:
        """The latest moment to begin so much working time and have done it by `due_at`, be it the moment of opening.

        No time at all begins at once, or at the last close. Raises as `due` does.
        """
        span = _span(minutes, seconds)
        if not span:
            return self.previous_close(due_at)
        needed = span // MICROSECOND
        for year in self._years(due_at, step=-1):
            worked = year.worked_until(micros(due_at))
            if needed <= worked:
                return moment(year.latest(worked - needed))
            needed -= worked
        raise self._unreachable(due_at, span, "before")

    def elapsed(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """How much working time lies between two moments, less what is paused; none when they are out of order."""
        paused = (self._elapsed(max(a, start), min(b, end)) for a, b in _in_order(pauses))
        return self._elapsed(start, end) - sum(paused, timedelta())

    def _due(self, start: datetime, span: timedelta) -> datetime:
        if not span:
            return self.next_open(start)
        left = span // MICROSECOND
        for year in self._years(start, step=1):
            worked = year.worked_until(micros(start)) + left
            if worked <= year.total:
                return moment(year.earliest(worked))
            left = worked - year.total
        raise self._unreachable(start, span, "after")

    def _elapsed(self, start: datetime, end: datetime) -> timedelta:
        first, last = self.local(start).year, self.local(end).year
        if start >= end or not self.hours.has_windows:
            return timedelta()
        between = sum(opening_year(self.hours, year).total for year in range(first, last))
        last_year, first_year = opening_year(self.hours, last), opening_year(self.hours, first)
        return (between + last_year.worked_until(micros(end)) - first_year.worked_until(micros(start))) * MICROSECOND

    def _unreachable(self, at: datetime, span: timedelta, side: str) -> NotAnswerable:
        years = list(self._years(at, step=1 if side == "after" else -1))
        if any(year.total for year in years[-GENERATION:]):
            return TooFarAway(f"{span} of working time {side} {at.isoformat()} is further than {HORIZON} years away")
        return self._never_opens(at, side)


def _span(minutes: float, seconds: float) -> timedelta:
    try:
        span = timedelta(minutes=minutes, seconds=seconds)
    except (OverflowError, ValueError):
        raise NotAnswerable("the span is not a length of time that can be counted") from None
    if span < timedelta():
        raise NotAnswerable(f"a span of working time cannot be negative ({span.total_seconds():g} seconds)")
    return span


def _in_order(pauses: Iterable[Pause]) -> Iterator[Pause]:
    """The pauses in order, those that overlap or touch as one."""
    held: Pause | None = None
    for began_at, ended_at in sorted(pauses):
        if held and began_at <= held[1]:
            held = held[0], max(held[1], ended_at)
            continue
        if held:
            yield held
        held = began_at, ended_at
    if held:
        yield held
