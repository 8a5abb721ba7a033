"""The daily work as the guide shows it: each act in one line, what it costs and how long people wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.figures import in_columns, in_short

HEAD = (
    "act",
    "CPU ms",
    "1 visitor, p50 ms",
    "1 visitor, p95 ms",
    "8 visitors, p50 ms",
    "8 visitors, p95 ms",
    "to beat, CPU ms",
    "wanted, CPU ms",
)
CPU, ALONE, TOGETHER = "CPU", "1 visitor", "8 visitors"

Row = dict[str, object]


def as_markdown(rows: Sequence[Row]) -> str:
    """Two tables: the acts that people wait for, then everything else."""
    acts: dict[str, dict[str, Row]] = {}
    for row in rows:
        act, _comma, measure = str(row["what"]).rpartition(", ")
        acts.setdefault(act, {})[measure] = row
    daily = {act: found for act, found in acts.items() if {CPU, ALONE, TOGETHER} <= set(found)}
    shown = [row for found in daily.values() for row in found.values()]
    rest = [row for row in rows if row not in shown]
    tables = [in_columns([HEAD, *_lines(daily)])] if daily else []
    return "\n\n".join([*tables, *([_others(rest)] if rest else [])])


def _lines(daily: dict[str, dict[str, Row]]) -> Iterable[list[str]]:
    for act, found in daily.items():
        waited = [found[name][which] for name in (ALONE, TOGETHER) for which in ("median", "p95")]
        goals = [found[CPU].get(name) for name in ("to beat", "wanted")]
        yield [act, *map(in_short, [found[CPU]["median"], *waited, *goals])]


def _others(rows: Iterable[Row]) -> str:
    cells = [
        [
            str(row["what"]),
            in_short(row["median"]),
            str(row["unit"]),
            *(in_short(row.get(n)) for n in ("to beat", "wanted")),
        ]
        for row in rows
    ]
    return in_columns([("what", "median", "unit", "to beat", "wanted"), *cells])
