"""Whether a calendar is open, and when it next is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from .opening_hours import OpeningHours
from .opening_year import OpeningYear, opening_year
from .zone_offsets import EPOCH

MICROSECOND = timedelta(microseconds=1)
EARLIEST, LATEST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
HORIZON = 200
"""How many years a calendar is followed."""
GENERATION = 40
"""Within so many years each week's hours come round, be it on 29 February if that is a Monday."""


class NotAnswerable(ValueError):
    """A question about working time has no answer; the text says why."""


class NeverOpens(NotAnswerable):
    """The calendar does not open, or not long enough, after (or before) the moment asked about."""


class Period(NamedTuple):
    """From its opening up to, not including, its close, in UTC."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class Opening:
    """The opening hours of one calendar, laid along time."""

    hours: OpeningHours

    def is_open(self, at: datetime) -> bool:
        return self._year_of(at).is_open(micros(at))

    def next_open(self, at: datetime) -> datetime:
        """The moment itself when it is open, or the next opening; NeverOpens."""
        for period in self.periods_after(at):
            return period.opens
        raise self._never_opens(at, "after")

    def previous_close(self, at: datetime) -> datetime:
        """The moment itself when it is open, or the last close before it; NeverOpens."""
        if self.is_open(at):
            return at.astimezone(UTC)
        for period in self.periods_before(at):
            return period.closes
        raise self._never_opens(at, "before")

    def periods_after(self, origin: datetime) -> Iterator[Period]:
        """The periods that end after a moment, in order; one that is under way begins there. One a day, or several."""
        for year in self._years(origin, step=1):
            yield from (Period(moment(a), moment(b)) for a, b in year.after(micros(origin)))

    def periods_before(self, origin: datetime) -> Iterator[Period]:
        """The periods that begin before a moment, latest first; one that is under way ends there."""
        for year in self._years(origin, step=-1):
            yield from (Period(moment(a), moment(b)) for a, b in year.before(micros(origin)))

    def is_on_break(self, at: datetime) -> bool:
        """Whether the moment lies in one of its date's breaks, open before and after or not."""
        local = self.local(at)
        since_midnight = local.hour * 3600 + local.minute * 60 + local.second
        return self.hours.is_break(local.date(), since_midnight)

    def is_on_holiday(self, at: datetime) -> bool:
        return self.hours.is_holiday(self.local(at).date())

    def is_working_day(self, day: date) -> bool:
        """Whether it opens at all on this date."""
        return bool(self.hours.on(day))

    def local(self, at: datetime) -> datetime:
        """The moment as the calendar's own clock shows it; NotAnswerable when it has no zone of its own."""
        if at.tzinfo is None:
            raise NotAnswerable(f"{at.isoformat()} has no offset from UTC")
        if not EARLIEST <= at < LATEST:
            raise NotAnswerable(f"{at.isoformat()} lies outside the years 2 to 9997")
        return at.astimezone(self.hours.zone)

    def _year_of(self, at: datetime) -> OpeningYear:
        return opening_year(self.hours, self.local(at).year)

    def _years(self, at: datetime, *, step: int) -> Iterator[OpeningYear]:
        """The years from a moment on, forwards or backwards, as far as the calendar is followed."""
        year = self.local(at).year
        if self.hours.has_windows:
            end = min(year + HORIZON, LATEST.year) if step > 0 else max(year - HORIZON, EARLIEST.year - 1)
            yield from (opening_year(self.hours, each) for each in range(year, end, step))

    def _never_opens(self, at: datetime, side: str) -> NeverOpens:
        return NeverOpens(f"this calendar never opens, or not long enough, {side} {at.isoformat()}")


def micros(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
