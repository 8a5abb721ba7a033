"""Calibrating: whether what was said to be likely came true as often, and how often a need was called too mild."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from .network import Floats

Z = 1.96
"""Intervals hold the true share in 95 of 100 cases."""
BINS = 10
BIN_NEEDS = 20
"""Of fewer cases no share is said."""
LEVELS = np.arange(1, 4)


@dataclass(frozen=True)
class Share:
    """So many of so many, with the interval of the share (Wilson 1927); no share where nothing was counted."""

    count: int
    n: int

    @property
    def share(self) -> float | None:
        return self.count / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between these the true share is, in 95 of 100 cases."""
        if not self.n:
            return 0.0, 1.0
        share = self.count / self.n
        middle = (share + Z * Z / (2 * self.n)) / (1 + Z * Z / self.n)
        half = Z * sqrt(share * (1 - share) / self.n + Z * Z / (4 * self.n * self.n)) / (1 + Z * Z / self.n)
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True)
class Bin:
    """Cases of which about as much was said of one severity: how likely it was said to be, and how often it was."""

    level: int
    said: float
    came: Share

    @property
    def is_reliable(self) -> bool:
        """Whether what was said lies where the true share may be."""
        least, most = self.came.interval
        return least <= self.said <= most


def brier(chances: Floats, confirmed: Sequence[int]) -> float | None:
    """The mean over cases of the squared errors of the three chances, added up (Brier 1950): 0 is perfect, 2 the worst.

    `chances` has a row for each case and a column for each severity. None without cases.
    """
    if not len(confirmed):
        return None
    was = np.array(confirmed)[:, None] == LEVELS
    return float(((chances - was) ** 2).sum(axis=1).mean())


def reliability(chances: Floats, confirmed: Sequence[int]) -> list[Bin]:
    """For each severity, ten equal bins of how likely it was said to be; only those with enough cases."""
    return [found for level in LEVELS for found in _bins(int(level), chances, np.array(confirmed))]


def under_triage(told: Sequence[int], confirmed: Sequence[int], level: int) -> Share:
    """Of those that were this severe, how many were told something milder first."""
    were = [first for first, was in zip(told, confirmed, strict=True) if was == level]
    return Share(sum(first > level for first in were), len(were))


def over_triage(told: Sequence[int], confirmed: Sequence[int], level: int) -> Share:
    """Of those that were told this severity first, how many were milder."""
    was_told = [was for first, was in zip(told, confirmed, strict=True) if first == level]
    return Share(sum(was > level for was in was_told), len(was_told))


def _bins(level: int, chances: Floats, confirmed: Floats) -> Iterator[Bin]:
    if not len(confirmed):
        return
    said = chances[:, level - 1]
    places = np.minimum((said * BINS).astype(int), BINS - 1)
    for place in range(BINS):
        here = places == place
        if (many := int(here.sum())) >= BIN_NEEDS:
            came = Share(int((confirmed[here] == level).sum()), many)
            yield Bin(level, float(said[here].mean()), came)
