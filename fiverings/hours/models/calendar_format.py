"""The import format of calendars: JSON in, opening hours out, or the name of the field that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .opening_hours import OpeningHours, Window, Windows

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = ("tz", "hours", "holidays", "breaks", "shifts", "holidays_of", "approved")
MIDNIGHT = 24 * 3600
A_LEAP_YEAR = 2000


class BadCalendar(ValueError):
    """A calendar cannot be read; the text begins with the field that is wrong."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.field, self.why = where, why


def read_calendar(definition: Any) -> OpeningHours:
    """The opening hours that a definition describes, its public holidays already written out; else BadCalendar."""
    fields = _fields(definition, "calendar")
    for name in fields:
        if name not in FIELDS:
            raise BadCalendar(name, f"no such field; a calendar has {', '.join(FIELDS)}")
    if "holidays_of" in fields:
        raise BadCalendar("holidays_of", "these holidays have not been written out yet")
    holidays, yearly = _holidays(fields.get("holidays", []))
    return OpeningHours(
        zone=_zone(fields.get("tz")),
        week=_week(fields.get("hours")),
        holidays=holidays,
        yearly_holidays=yearly,
        breaks=_by_date(fields.get("breaks", {}), "breaks", _gaps),
        shifts=_by_date(fields.get("shifts", {}), "shifts", _windows),
    )


def read_date(written: Any, where: str) -> date:
    """A date written as YYYY-MM-DD."""
    if isinstance(written, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise BadCalendar(where, f"{written!r} is not a date (YYYY-MM-DD)")


def _fields(written: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(written, Mapping):
        raise BadCalendar(where, f"must be named values in braces, not {written!r}")
    return written


def _entries(written: Any, where: str) -> list[Any]:
    if not isinstance(written, list | tuple):
        raise BadCalendar(where, f"must be a list, not {written!r}")
    return list(written)


def _zone(written: Any) -> ZoneInfo:
    if not isinstance(written, str) or not written:
        raise BadCalendar("tz", "missing; name a time zone such as America/Toronto")
    try:
        return ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadCalendar("tz", f"{written!r} is not a known time zone") from None


def _week(written: Any) -> Any:
    if written is None:
        raise BadCalendar("hours", "missing; a week that never opens is written {}")
    days = _fields(written, "hours")
    for name in days:
        if name not in DAYS:
            raise BadCalendar(f"hours.{name}", f"no such weekday; they are {', '.join(DAYS)}")
    return tuple(_windows(days.get(name, []), f"hours.{name}") for name in DAYS)


def _windows(written: Any, where: str) -> Windows:
    """Windows in order; two that overlap are refused, two that touch are one."""
    windows = sorted(_gaps(written, where))
    for earlier, later in pairwise(windows):
        if later.open < earlier.close:
            raise BadCalendar(where, f"{shown(earlier)} and {shown(later)} overlap")
    return tuple(_joined(windows))


def _joined(windows: list[Window]) -> Iterator[Window]:
    for number, window in enumerate(windows):
        if number and windows[number - 1].close == window.open:
            continue
        end = number
        while end + 1 < len(windows) and windows[end].close == windows[end + 1].open:
            end += 1
        yield Window(window.open, windows[end].close)


def _gaps(written: Any, where: str) -> Windows:
    return tuple(_window(pair, f"{where}[{n}]") for n, pair in enumerate(_entries(written, where)))


def _window(written: Any, where: str) -> Window:
    pair = _entries(written, where)
    if len(pair) != 2:
        raise BadCalendar(where, f"must be [from, to], not {written!r}")
    window = Window(*(_time_of_day(each, where) for each in pair))
    if window.open == window.close:
        raise BadCalendar(where, f"begins and ends at {pair[0]}")
    if window.open > window.close:
        raise BadCalendar(where, f"begins at {pair[0]}, after it ends at {pair[1]}; over midnight, end it at 24:00")
    return window


def _time_of_day(written: Any, where: str) -> int:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", written, re.ASCII) if isinstance(written, str) else None
    hour, minute = map(int, found.groups()) if found else (99, 99)
    seconds = hour * 3600 + minute * 60
    if minute > 59 or seconds > MIDNIGHT:
        raise BadCalendar(where, f"{written!r} is not a time of day (00:00 to 24:00)")
    return seconds


def shown(window: Window, dash: str = "-") -> str:
    """A window as people write it: 08:30-12:00."""
    return dash.join(f"{second // 3600:02}:{second // 60 % 60:02}" for second in window)


def _by_date(written: Any, name: str, read: Callable[[Any, str], Windows]) -> Mapping[date, Windows]:
    days = _fields(written, name)
    return MappingProxyType({read_date(day, name): read(days[day], f"{name}.{day}") for day in days})


def _holidays(written: Any) -> tuple[Mapping[date, str], Mapping[tuple[int, int], str]]:
    """Holidays on one date, and those of every year; each is a date, or {"on": date, "name": words}."""
    once: dict[date, str] = {}
    yearly: dict[tuple[int, int], str] = {}
    for number, entry in enumerate(_entries(written, "holidays")):
        where = f"holidays[{number}]"
        on, name = (entry.get("on"), entry.get("name", "")) if isinstance(entry, Mapping) else (entry, "")
        if isinstance(on, str) and on.startswith("*-"):
            day = _yearly_date(on, where)
            yearly[day.month, day.day] = str(name)
        else:
            once[read_date(on, where)] = str(name)
    return MappingProxyType(once), MappingProxyType(yearly)


def _yearly_date(written: str, where: str) -> date:
    try:
        return read_date(f"{A_LEAP_YEAR}{written[1:]}", where)
    except BadCalendar:
        raise BadCalendar(where, f"{written!r} is not a day of the year (*-MM-DD)") from None
