"""Judging: which severity costs the customer least, and whether a milder one may be called at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .belief import Belief
from .network import Floats

LEVELS = (1, 2, 3)


@dataclass(frozen=True, eq=False)
class Losses:
    """What it costs to call a severity when another is true, in minutes of harm.

    `table` has a row for each choice and a column for each truth.
    `minute` is what a minute of the customer's time costs, in the same unit.
    """

    table: Floats
    minute: float = 0.5

    @classmethod
    def usual(cls) -> Losses:
        """What stands until somebody says otherwise: too mild costs much, too grave little."""
        return cls(np.array([[0, 20, 30], [240, 0, 10], [480, 60, 0]], dtype=float))

    def expected(self, severities: Floats) -> Floats:
        """What each choice costs on average."""
        return self.table @ severities

    def threshold(self, level: int, worse: int) -> float:
        """Below this chance of the worse of two severities the milder costs less (Pauker and Kassirer 1980)."""
        over = self.table[worse - 1, level - 1]
        return float(over / (over + self.table[level - 1, worse - 1]))


@dataclass(frozen=True, eq=False)
class Ruling:
    """What a belief allows: “don't know” may make the worse likelier, and never rules it out."""

    belief: Belief
    losses: Losses
    unmoved: Belief
    """What is believed by the answers of those who knew, alone."""

    @property
    def best(self) -> int:
        """The severity that costs least; of equals the graver."""
        return int(self.losses.expected(self.belief.severities).argmin()) + 1

    def rules_out_worse_than(self, level: int) -> bool:
        """Whether calling it so mild costs no more than calling it anything worse."""
        return all(self._prefers(level, each.severities) for each in (self.belief, self.unmoved))

    def costs(self, level: int) -> Floats:
        """What each severity costs on average: with or without “don't know”, whichever speaks more against this one."""
        found = [self.losses.expected(each.severities) for each in (self.belief, self.unmoved)]
        return max(found, key=lambda each: float(each[level - 1] - each.min()))

    def chance_of_worse(self, level: int) -> float:
        """The chance that it is worse than this: with or without “don't know”, whichever is more."""
        return max(float(each.severities[: level - 1].sum()) for each in (self.belief, self.unmoved))

    def mildest(self) -> int:
        """The mildest severity that may be called."""
        return max(level for level in LEVELS if self.rules_out_worse_than(level))

    def _prefers(self, level: int, severities: Floats) -> bool:
        costs = self.losses.expected(severities)
        return bool((costs[level - 1] <= costs[: level - 1]).all())
