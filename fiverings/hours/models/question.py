"""One question about working time as other programs write it, and its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from .calendar_format import BadCalendar, read_date
from .opening import NotAnswerable, Period
from .reading_moments import read_moment, written_moment
from .state_history import StateHistory
from .working_time import WorkingTime

UNITS = {"s": 1, "min": 60, "h": 3600}
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Question:
    """An operation, the calendar it is asked of, and what it is told."""

    op: str
    calendar: Any
    told: dict[str, Any]

    @classmethod
    def read(cls, case: Any) -> Question:
        if not isinstance(case, dict) or not isinstance(case.get("op"), str):
            raise NotAnswerable("op: missing")
        told = case.get("input", {})
        if not isinstance(told, dict):
            raise NotAnswerable("input: must be named values in braces")
        return cls(case["op"], case.get("calendar"), told)

    def answer(self) -> Any:
        """The answer as JSON. Raises BadCalendar or NotAnswerable when the question is refused."""
        operation = OPERATIONS.get(self.op)
        if operation is None:
            raise NotAnswerable(f"op: {self.op!r} is not known; there are {', '.join(OPERATIONS)}")
        working_time = WorkingTime.read(self.calendar)
        try:
            return operation(self, working_time)
        except KeyError as missing:
            raise NotAnswerable(f"input: {missing.args[0]} is missing") from None
        except (TypeError, ValueError, OverflowError) as wrong:
            if isinstance(wrong, BadCalendar | NotAnswerable):
                raise
            raise NotAnswerable(f"input: {wrong}") from None

    def moment(self, name: str, on: WorkingTime) -> datetime:
        return read_moment(self.told[name], on.hours)

    def day(self, on: WorkingTime) -> date:
        """The date asked about, or the one on which a moment falls where the calendar is."""
        return read_date(self.told["date"], "date") if "date" in self.told else on.local(self.moment("at", on)).date()

    def number(self, name: str) -> float:
        number = self.told[name]
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise NotAnswerable(f"input: {name} must be a number, not {number!r}")
        return number

    def whole(self, name: str) -> int:
        number = self.number(name)
        if number != int(number) or number < 0:
            raise NotAnswerable(f"input: {name} must be a whole number, not {number!r}")
        return int(number)

    def unit(self) -> str:
        unit = self.told["unit"]
        if unit not in {*UNITS, "business_days"}:
            raise NotAnswerable(f"input: unit must be one of {', '.join(UNITS)}, business_days, not {unit!r}")
        return str(unit)

    def history(self, on: WorkingTime) -> StateHistory:
        created_at = self.moment("created", on) if "created" in self.told else None
        return StateHistory.read(on, self.told, created_at)


def _add(asked: Question, on: WorkingTime) -> str:
    start, unit = asked.moment("start", on), asked.unit()
    if unit == "business_days":
        return written_moment(on.days_after(start, asked.whole("amount")))
    return written_moment(on.due(start, seconds=asked.number("amount") * UNITS[unit]))


def _subtract(asked: Question, on: WorkingTime) -> str:
    end, unit = asked.moment("start", on), asked.unit()
    if unit == "business_days":
        return written_moment(on.days_before(end, asked.whole("amount")))
    return written_moment(on.start_for(end, seconds=asked.number("amount") * UNITS[unit]))


def _promise(asked: Question, on: WorkingTime) -> str:
    """As adding, but strict as a promise is: a span of nothing is refused."""
    if asked.number("amount") <= 0:
        raise NotAnswerable("input: amount must be more than nothing")
    return _add(asked, on)


def _between(asked: Question, on: WorkingTime) -> float:
    return plain(on.elapsed(asked.moment("from", on), asked.moment("to", on)) / SECOND)


def _periods_after(asked: Question, on: WorkingTime) -> list[list[str]]:
    return _written(islice(on.periods_after(asked.moment("origin", on)), asked.whole("take")))


def _periods_before(asked: Question, on: WorkingTime) -> list[list[str]]:
    return _written(islice(on.periods_before(asked.moment("origin", on)), asked.whole("take")))


def _written(periods: islice[Period]) -> list[list[str]]:
    return [[written_moment(period.opens), written_moment(period.closes)] for period in periods]


def _due_minute(asked: Question, on: WorkingTime) -> dict[str, float]:
    minute = asked.history(on).due_minute(asked.number("start_min"), asked.number("span_min"))
    return {"deadline_min": plain(minute)}


def _minutes_used(asked: Question, on: WorkingTime) -> dict[str, float]:
    minutes = asked.history(on).minutes_used(asked.number("from_min"), asked.number("to_min"))
    return {"minutes": plain(minutes)}


def plain(number: float) -> float:
    """A number as people write it: 90, not 90.0."""
    return int(number) if number == int(number) else number


OPERATIONS: dict[str, Callable[[Question, WorkingTime], Any]] = {
    "add_working": _add,
    "subtract_working": _subtract,
    "working_between": _between,
    "is_open": lambda asked, on: on.is_open(asked.moment("at", on)),
    "is_on_break": lambda asked, on: on.is_on_break(asked.moment("at", on)),
    "is_on_holiday": lambda asked, on: on.hours.is_holiday(asked.day(on)),
    "is_working_day": lambda asked, on: on.is_working_day(asked.day(on)),
    "next_open": lambda asked, on: written_moment(on.next_open(asked.moment("at", on))),
    "periods_after": _periods_after,
    "periods_before": _periods_before,
    "deadline_with_suspension": _due_minute,
    "working_minutes_with_suspension": _minutes_used,
    "add_working_error": _promise,
    "subtract_working_error": _subtract,
    "calendar_error": lambda asked, on: None,
}
