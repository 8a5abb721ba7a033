"""What is to be beaten, what is wanted, and where we stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What others need on the same kind of machine at 100,000 cases, and what we want to need."""

    to_beat: float
    wanted: float


GOALS = {
    "list": Goal(534, 25),
    "open-case": Goal(126, 25),
    "reply": Goal(32, 15),
    "create": Goal(22, 10),
    "search-number": Goal(530, 30),
    "search-words": Goal(530, 30),
    "intake": Goal(11, 50),
}


def standings(rows: Sequence[dict[str, object]]) -> str:
    """Each figure that has a goal, beside what is to be beaten and what is wanted."""
    held = [row for row in rows if "wanted" in row]
    if not held:
        return ""
    lines = [f"| {r['what']} | {r['median']:.1f} {r['unit']} | {r['to beat']} | {r['wanted']} |" for r in held]
    return "\n".join(["| what | ours | to beat | wanted |", "|---|---|---|---|", *lines])
