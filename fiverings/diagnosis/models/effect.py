"""Effects: what a changed definition would have called the cases that ended, beside what it calls them now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .definition import Definition
from .ended import Ended
from .rehearsal import rehearse

ONE_TO_THREE = np.arange(1, 4)


@dataclass(frozen=True)
class Otherwise:
    """A case that would have been called otherwise: what it was, and whether that costs the customer less."""

    session: int
    before: int
    after: int
    confirmed: int
    better: bool


@dataclass(frozen=True)
class Effect:
    """A change replayed on cases: those called otherwise, the mean harm before and after, and the stories that fail.

    `harm` is in minutes for each case, by the losses of the guide; `brier` the mean squared error of the three chances,
    added up (nought is perfect, two the worst).
    """

    cases: int
    otherwise: tuple[Otherwise, ...]
    harm: tuple[float, float]
    brier: tuple[float, float]
    failing: tuple[str, ...]

    @classmethod
    def of(cls, before: Definition, after: Definition, ended: Sequence[Ended]) -> Effect:
        """Replay the answers of each case by both definitions."""
        losses = before.causation.losses.table if before.causation else np.zeros((3, 3))
        found, harm, brier = [], np.zeros(2), np.zeros(2)
        for each in ended:
            findings = [each.finding(asks) for asks in (before, after)]
            called, cost = [finding.called for finding in findings], losses[:, each.severity - 1]
            harms = np.array([cost[level - 1] for level in called])
            harm += harms
            brier += [_missed(finding.chances, each.severity) for finding in findings]
            if called[0] != called[1]:
                better = bool(harms[1] < harms[0])
                found.append(Otherwise(each.session.pk, called[0], called[1], each.severity, better))
        many = max(len(ended), 1)
        failing = tuple(each.story.name for each in rehearse(after) if not each.passes)
        return cls(len(ended), tuple(found), _pair(harm / many), _pair(brier / many), failing)

    @classmethod
    def read(cls, given: dict[str, Any]) -> Effect:
        """As `asdict` wrote it."""
        otherwise = tuple(Otherwise(**each) for each in given["otherwise"])
        pairs = {name: tuple(given[name]) for name in ("harm", "brier", "failing")}
        return cls(given["cases"], otherwise, **pairs)

    @property
    def better(self) -> int:
        """How many would have been called so that it costs the customer less."""
        return sum(each.better for each in self.otherwise)

    @property
    def worse(self) -> int:
        return len(self.otherwise) - self.better


def _missed(chances: Sequence[float] | None, confirmed: int) -> float:
    given = np.array(chances if chances is not None else [0, 0, 0], dtype=float)
    return float(((given - (confirmed == ONE_TO_THREE)) ** 2).sum())


def _pair(found: Any) -> tuple[float, float]:
    return float(found[0]), float(found[1])
