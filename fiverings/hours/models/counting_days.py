"""Business days: the same time of day, so many working days on or back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .opening import HORIZON, NotAnswerable, Opening
from .zone_offsets import instant_at


class CountingDays(Opening):
    """What a calendar can say in whole working days; days on which it never opens are not counted."""

    def days_after(self, start: datetime, days: int) -> datetime:
        """The same time of day so many working days later, or the next opening when it is closed then."""
        return self.next_open(self._moved(start, days, forward=True))

    def days_before(self, end: datetime, days: int) -> datetime:
        """The same time of day so many working days earlier, or the last close when it is closed then."""
        return self.previous_close(self._moved(end, days, forward=False))

    def _moved(self, at: datetime, days: int, *, forward: bool) -> datetime:
        if days < 0:
            raise NotAnswerable(f"a number of business days cannot be negative ({days})")
        if days == 0:
            return at
        local = self.local(at)
        day = self._counted(local.date(), days, timedelta(days=1 if forward else -1))
        if day is None:
            raise self._never_opens(at, f"on {days} days {'after' if forward else 'before'}")
        return instant_at(self.hours.zone, day, local.time())

    def _counted(self, day: date, days: int, step: timedelta) -> date | None:
        for _ in range(HORIZON * 366 if self.hours.has_windows else 0):
            if not date.min + timedelta(days=366) < day < date.max - timedelta(days=732):
                break
            day += step
            days -= self.is_working_day(day)
            if days == 0:
                return day
        return None
