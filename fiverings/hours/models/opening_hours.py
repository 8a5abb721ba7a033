"""What a calendar says about any day: when it opens and closes, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Window(NamedTuple):
    """From `open` up to, not including, `close`: seconds since midnight, as the wall clock counts them."""

    open: int
    close: int

    def without(self, gap: Window) -> Iterable[Window]:
        """What is left of the window when a gap is cut out of it."""
        parts = Window(self.open, min(self.close, gap.open)), Window(max(self.open, gap.close), self.close)
        return (part for part in parts if part.open < part.close)


Windows = tuple[Window, ...]


def _nothing() -> Mapping[date, Windows]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class OpeningHours:
    """One calendar: a zone, a week, and the dates that differ from it. It is never changed, only replaced.

    On a date with a shift, the shift takes the place of the week; a holiday closes the day, shift or not; breaks are
    cut out of what remains. A yearly holiday is a (month, day).
    """

    zone: ZoneInfo
    week: tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    yearly_holidays: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    breaks: Mapping[date, Windows] = field(default_factory=_nothing)
    shifts: Mapping[date, Windows] = field(default_factory=_nothing)

    def on(self, day: date) -> Windows:
        """When it is open on a day, in order."""
        windows = self.shifts.get(day) if day in self.shifts else self.week[day.weekday()]
        if not windows or self.is_holiday(day):
            return ()
        for gap in self.breaks.get(day, ()):
            windows = tuple(part for window in windows for part in window.without(gap))
        return windows

    def is_holiday(self, day: date) -> bool:
        return day in self.holidays or (day.month, day.day) in self.yearly_holidays

    def holiday_on(self, day: date) -> str | None:
        """The name of the day's holiday, empty when it has none; None on any other day."""
        return self.holidays.get(day, self.yearly_holidays.get((day.month, day.day)))

    def is_break(self, day: date, second: float) -> bool:
        return any(gap.open <= second < gap.close for gap in self.breaks.get(day, ()))

    @cached_property
    def has_windows(self) -> bool:
        """Whether any day is named on which it could be open at all."""
        return any(self.week) or any(self.shifts.values())

    @cached_property
    def is_always_open(self) -> bool:
        """Around the clock, every day, without exception."""
        around_the_clock = all(windows == (Window(0, 86_400),) for windows in self.week)
        return around_the_clock and not (self.holidays or self.yearly_holidays or self.breaks or self.shifts)
