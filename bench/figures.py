"""Figures: what was measured, how often, and how they are shown."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.goals import Goal

HEAD = ("measurement", "what", "unit", "median", "p95", "min", "max", "n")
ENOUGH_FOR_P95 = 20


@dataclass(frozen=True)
class Figure:
    """One thing that was measured several times."""

    what: str
    unit: str
    values: Sequence[float]
    goal: Goal | None = None

    def __str__(self) -> str:
        return f"  {self.what}: {in_short(float(statistics.median(self.values)))} {self.unit}"

    @property
    def p95(self) -> float | None:
        """What nineteen of twenty stay below, when there are enough values to say so."""
        return statistics.quantiles(self.values, n=20)[-1] if len(self.values) >= ENOUGH_FOR_P95 else None

    def row(self, measurement: str) -> dict[str, object]:
        """As a line of the table."""
        middle, least, most = statistics.median(self.values), min(self.values), max(self.values)
        named = (measurement, self.what, self.unit, middle, self.p95, least, most, len(self.values))
        goal: dict[str, object] = {"to beat": self.goal.to_beat, "wanted": self.goal.wanted} if self.goal else {}
        return {**dict(zip(HEAD, named, strict=True)), **goal}


def as_json(rows: Iterable[dict[str, object]]) -> str:
    """For programs."""
    return json.dumps(list(rows), indent=2)


def as_table(rows: Sequence[dict[str, object]]) -> str:
    """For people, and for the guide: a table in Markdown."""
    return in_columns([HEAD, *([in_short(row[name]) for name in HEAD] for row in rows)])


def in_columns(cells: Sequence[Sequence[str]]) -> str:
    """Rows of equal width, the first being the head."""
    widths = [max(len(line[n]) for line in cells) for n in range(len(cells[0]))]
    lines = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in cells]
    rule = f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    return "\n".join([lines[0], rule, *lines[1:]])


def in_short(value: object) -> str:
    """A number as one says it."""
    match value:
        case None:
            return "-"
        case float():
            return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return str(value)
