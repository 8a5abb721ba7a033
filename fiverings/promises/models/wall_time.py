"""Wall time: the moment that words of a time mean on the clocks of a place, unless they mean two or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from .time_words import COUNTS, DAYS, MINUTES, MONTHS, PARTS, WEEKDAYS, Piece

ENDS = {"morning": time(12), "afternoon": time(17), "evening": time(20), "end": time(17)}
"""By when a part of a day is over; a day alone ends as its afternoon does."""
HALF_A_YEAR = timedelta(days=183)
NOON, MIDNIGHT = ("noon", "midday", "midi"), ("midnight", "minuit")


class Unsure(Exception):
    """The words do not mean one moment; its text is a code of `Doubt`."""


def moment_of(group: list[Piece], there: datetime) -> datetime:
    """The moment that these words mean to who writes them then and there; Unsure."""
    said = {piece.kind: piece.read for piece in group}
    if len(said) < len(group):
        raise Unsure("several")
    if "span" in said:
        return _after(said["span"], there)
    part = PARTS[said["part"]["text"]] if "part" in said else ""
    on = _day(said, there.date())
    if "clock" not in said:
        return on_the_wall(on or there.date(), ENDS[part or "end"], there)
    at, days_later = _hour(said["clock"], part)
    if days_later and on:
        raise Unsure("two_ways")
    return on_the_wall((on or there.date()) + timedelta(days=days_later), at, there)


def on_the_wall(day: date, at: time, there: datetime) -> datetime:
    """The moment at which the clocks of the place say so, once; Unsure."""
    moment = datetime.combine(day, at, there.tzinfo)
    first, again = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    if first != again and first is not None and again is not None:
        raise Unsure("twice" if first > again else "never")
    return moment


def _after(read: Mapping[str, str], there: datetime) -> datetime:
    """So long from then; days by the calendar, hours by the clock."""
    if "more" in read:
        raise Unsure("several")
    count = _count(read["count"]) + (0.5 if "half_more" in read else 0)
    span = timedelta(minutes=count * MINUTES[read["unit"][0]])
    if span % timedelta(days=1) or read["unit"].startswith("h"):
        return (there.astimezone(UTC) + span).replace(second=0, microsecond=0)
    return on_the_wall(there.date() + span, there.time().replace(second=0, microsecond=0), there)


def _count(said: str) -> float:
    return float(said.replace(",", ".")) if said[0].isdigit() else dict(COUNTS)[" ".join(said.split())]


def _day(said: Mapping[str, Mapping[str, str]], today: date) -> date | None:
    """On which day; None where none is named. Unsure where two are named that are not one."""
    days = {reads(said[kind], today) for kind, reads in NAMED.items() if kind in said and kind != "weekday"}
    if "weekday" in said and days:
        if any(day.weekday() != dict(WEEKDAYS)[said["weekday"]["name"]] for day in days):
            raise Unsure("two_ways")
    elif "weekday" in said:
        days = {_weekday(said["weekday"], today)}
    if len(days) > 1:
        raise Unsure("two_ways")
    return next(iter(days), None)


def _near(read: Mapping[str, str], today: date) -> date:
    return today + timedelta(days=DAYS[read["text"]])


def _weekday(read: Mapping[str, str], today: date) -> date:
    """The next day of that name; the same day's name may mean today or in a week, and “next” this one or the other."""
    ahead = (dict(WEEKDAYS)[read["name"]] - today.weekday()) % 7
    is_next = read.get("which") == "next" or "prochain" in read
    if is_next and ahead == 0:
        return today + timedelta(days=7)
    if is_next or (ahead == 0 and read.get("which") != "this"):
        raise Unsure("two_ways")
    return today + timedelta(days=ahead)


def _date(read: Mapping[str, str], today: date) -> date:
    """That day of the year that is nearest; figures alone may be day and month, or month and day."""
    if "slashed" in read:
        raise Unsure("two_ways")
    try:
        if "y" in read:
            return date(int(read["y"]), int(read["ym"]), int(read["yd"]))
        if "nth" in read:
            return _next_of_the_month(int(read["nth"]), today)
        month = dict(MONTHS)[read.get("mo1") or read["mo2"]]
        day = int(read.get("d1") or read["d2"])
        this_year = date(today.year, month, day)
        return this_year if today - this_year < HALF_A_YEAR else date(today.year + 1, month, day)
    except ValueError:
        raise Unsure("two_ways") from None


def _next_of_the_month(day: int, today: date) -> date:
    """The next day of that number, of this month or the one that follows."""
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (today if day >= today.day else following).replace(day=day)


NAMED = {"date": _date, "day": _near, "weekday": _weekday}


def _hour(read: Mapping[str, str], part: str) -> tuple[time, int]:
    """The hour, and how many days later it is; in which half of the day, where its words or the part of it tell."""
    if read["text"] in NOON:
        return time(12), 0
    if read["text"] in MIDNIGHT:
        return time(0), 1
    hour = int(next(read[name] for name in ("h12", "h24", "hfr", "hour", "bare", "next") if name in read))
    minute = int(next((read[name] for name in ("m12", "m24", "mfr") if name in read), 0))
    if "half" in read:
        hour = _in_half(hour, is_later=read["half"].startswith("p"))
    elif part and 1 <= hour <= 12:
        hour = _in_half(hour, is_later=part in ("afternoon", "evening") or hour == 12)
    elif "hfr" not in read and 1 <= hour <= 12 and not read["text"].startswith("0"):
        raise Unsure("two_ways")
    if not (hour < 24 and minute < 60):
        raise Unsure("two_ways")
    return time(hour, minute), 0


def _in_half(hour: int, *, is_later: bool) -> int:
    """By twenty-four hours; Unsure for what no clock of twelve hours shows."""
    if not 1 <= hour <= 12:
        raise Unsure("two_ways")
    return hour % 12 + (12 if is_later else 0)
