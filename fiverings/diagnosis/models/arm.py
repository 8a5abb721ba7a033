"""Arms: what became of the diagnoses of each side of a trial, side by side, with how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .confirmation import Confirmation
from .guide import GuideVersion
from .measure import Measure
from .session import DiagnosisSession
from .table import LEVELS
from .trial import FEWEST, VersionTrial


@dataclass(frozen=True)
class Arm:
    """One side: how many were asked, which severities were told, and how often that was too mild or too grave."""

    version: GuideVersion
    asked: int
    told: list[tuple[int, int]]
    confirmed: int
    measure: Measure

    @property
    def says_enough(self) -> bool:
        """Whether so many were confirmed that anything may be said about them."""
        return self.confirmed >= FEWEST

    @property
    def too_mild(self) -> Any:
        """Of those that were severity 1: how many were told something milder."""
        return self.measure.under[1]

    @property
    def too_grave(self) -> Any:
        """Of those that were told severity 1: how many were milder."""
        return self.measure.over[1]


def arms(trial: VersionTrial) -> Iterator[Arm]:
    """What is tried, and what it is tried against, by the diagnoses that began while both were asked; never whose."""
    for version in (trial.version, trial.against):
        asked = DiagnosisSession.objects.filter(version=version, begun_at__gte=trial.begun_at)
        asked = asked if trial.ended_at is None else asked.filter(begun_at__lt=trial.ended_at)
        told = Counter(asked.exclude(settled_level=None).values_list("settled_level", flat=True))
        confirmed = list(Confirmation.objects.standing().filter(session__in=asked).in_order())
        rows = [(level, told[level]) for level in LEVELS]
        yield Arm(version, asked.count(), rows, len(confirmed), Measure(confirmed))
