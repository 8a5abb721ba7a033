"""The ribbon of a day: where each promise stands between opening and closing, as a drawing needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from fiverings.core.templatetags.moments import hour

from .day import PromisedDay
from .due import Due

OPENS, CLOSES = time(8, 30), time(17, 30)
LANES = (16, 48, 80)
LABEL_TAKES = 19.0
"""How much of the ribbon's width a label needs, in hundredths."""

NOW_TAKES, NOW_TAKES_NARROW = 3.0, 10.0
"""How near the present moment no hour is named, on a wide page and on a narrow one."""


@dataclass(frozen=True)
class Mark:
    """One promise on the ribbon: its place in hundredths of the width, the lane of its label, and how many it names.

    `more` are those right after it whose own label found no room.
    """

    due: Due
    x: float
    lane: int | None
    leftwards: bool
    more: int = 0

    @property
    def place(self) -> str:
        return _hundredths(self.x)

    @property
    def stem(self) -> int:
        """Where the line from the label begins, just above it."""
        return (self.lane or LANES[-1]) - 9

    @property
    def second_line(self) -> int:
        return (self.lane or LANES[-1]) + 15

    @property
    def anchor(self) -> str:
        return "end" if self.leftwards else "start"

    @property
    def aside(self) -> int:
        """How far the label stands from its line."""
        return -7 if self.leftwards else 7


@dataclass(frozen=True)
class Hour:
    """A full hour on the ribbon; on a narrow page only every second one is named."""

    x: float
    words: str
    is_even: bool

    @property
    def place(self) -> str:
        return _hundredths(self.x)


class Ribbon:
    """One day of promises drawn from opening to closing, wide enough for everything in it."""

    def __init__(self, day: PromisedDay) -> None:
        self.day, self.zone = day, day.person.zone
        here = ZoneInfo(self.zone)
        today = day.at.astimezone(here).date()
        shown = [each for each in [*day.done, *day.due] if each.due_at.astimezone(here).date() == today]
        times = [day.at, *(each.due_at for each in shown)]
        self.begins_at = min(datetime.combine(today, OPENS, here), min(times) - timedelta(minutes=20))
        self.ends_at = max(datetime.combine(today, CLOSES, here), max(times) + timedelta(minutes=20))
        self.marks = _counted(self._marks(sorted(shown, key=lambda each: each.due_at)))
        self.now_x = self._x(day.at)
        self.now = _hundredths(self.now_x)

    @property
    def hours(self) -> list[Hour]:
        """The full hours between both ends."""
        here = ZoneInfo(self.zone)
        first = self.begins_at.astimezone(here).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        count = max(0, int((self.ends_at - first) / timedelta(hours=1)) + 1)
        moments = [first + timedelta(hours=n) for n in range(count)]
        return [self._hour(at) for at in moments]

    def _hour(self, at: datetime) -> Hour:
        """Named, unless the present moment is written there."""
        x = self._x(at)
        away = abs(x - self.now_x)
        words = hour(at, self.zone) if away > NOW_TAKES else ""
        return Hour(x, words, at.hour % 2 == 0 and away > NOW_TAKES_NARROW)

    def _x(self, at: datetime) -> float:
        share = (at - self.begins_at) / (self.ends_at - self.begins_at)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def _marks(self, shown: list[Due]) -> Iterator[Mark]:
        """Each in the first lane that is free; what is kept needs no label, nor does what finds no room."""
        taken, stems = dict.fromkeys(LANES, -1.0), list[tuple[float, int]]()
        for due in shown:
            x = self._x(due.due_at)
            leftwards = (due.is_broken and x >= LABEL_TAKES) or x + LABEL_TAKES > 100
            begins, ends = (x - LABEL_TAKES, x) if leftwards else (x, x + LABEL_TAKES)
            free = (each for each in LANES if _is_free(each, taken, stems, begins=begins, x=x))
            lane = None if due.state == "kept" else next(free, None)
            if lane is not None:
                taken[lane] = ends
                stems.append((x, lane))
            yield Mark(due, x, lane, leftwards)


def _is_free(lane: int, taken: dict[int, float], stems: list[tuple[float, int]], *, begins: float, x: float) -> bool:
    """Whether a label finds room there, and no line of it or of another goes through words."""
    below = (ends for each, ends in taken.items() if each > lane)
    above = (stem for stem, each in stems if each < lane)
    return taken[lane] <= begins and all(ends <= x for ends in below) and all(stem <= begins for stem in above)


def _counted(marks: Iterable[Mark]) -> list[Mark]:
    """The same, where the last that has a label counts those after it that have none."""
    counted: list[Mark] = []
    last = None
    for n, mark in enumerate(marks):
        counted.append(mark)
        if mark.lane is not None:
            last = n
        elif last is not None and mark.due.state != "kept":
            counted[last] = replace(counted[last], more=counted[last].more + 1)
    return counted


def _hundredths(x: float) -> str:
    """As a drawing writes it, in every language."""
    return f"{x:.2f}%"
