"""Measures: what became of what a version of a guide said, by the cases that were confirmed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import Any

import numpy as np

from ..engine.calibrating import Bin, Share, brier, over_triage, reliability, under_triage
from ..engine.network import Floats
from .confirmation import Confirmation
from .label import Label

CASES_TO_CALIBRATE = 100
"""Of fewer confirmed cases of one version nobody says that its figures hold."""
MILDER_BY = (1, 2)
"""Severities than which something milder may have been told."""


@dataclass(frozen=True)
class Measure:
    """The confirmed cases of one version, as figures; never of a person."""

    confirmed: Sequence[Confirmation]

    @property
    def cases(self) -> int:
        return len(self.confirmed)

    @property
    def period(self) -> tuple[datetime, datetime] | None:
        """From the first to the last that was confirmed."""
        return (self.confirmed[0].at, self.confirmed[-1].at) if self.confirmed else None

    @cached_property
    def brier(self) -> float | None:
        return brier(self._chances, self._was)

    @cached_property
    def bins(self) -> list[Bin]:
        return reliability(self._chances, self._was)

    @cached_property
    def under(self) -> dict[int, Share]:
        """Told something milder first, by what it was."""
        return {level: under_triage(*self._told, level) for level in MILDER_BY}

    @cached_property
    def over(self) -> dict[int, Share]:
        """Milder than they were told first, by what they were told."""
        return {level: over_triage(*self._told, level) for level in MILDER_BY}

    @cached_property
    def minutes(self) -> list[int]:
        """Of those told too mild first: how long until they were told what it was, where that came in time."""
        return sorted(each.minutes_to_correction for each in self._too_mild if each.minutes_to_correction is not None)

    @property
    def never_corrected(self) -> int:
        """Those told too mild who never heard otherwise before it was over."""
        return len(self._too_mild) - len(self.minutes)

    @property
    def is_reliable(self) -> bool:
        """Whether all that was said of enough cases came true as often, as far as one can tell."""
        return bool(self.bins) and all(each.is_reliable for each in self.bins)

    def label(self, *, has_learned: bool) -> Label:
        """What may be said of its figures."""
        if not has_learned:
            return Label.EXPERT
        is_proven = self.cases >= CASES_TO_CALIBRATE and self.is_reliable
        return Label.CALIBRATED if is_proven else Label.LEARNING

    def as_json(self) -> dict[str, Any]:
        """All figures, each with how many it counts."""
        return {
            "brier": self.brier,
            "reckoned": len(self._was),
            "bins": [_bin(each) for each in self.bins],
            "under": {str(level): _share(each) for level, each in self.under.items()},
            "over": {str(level): _share(each) for level, each in self.over.items()},
            "correction": {
                "corrected": len(self.minutes),
                "never": self.never_corrected,
                "median_minutes": median(self.minutes) if self.minutes else None,
                "p90_minutes": float(np.percentile(self.minutes, 90)) if self.minutes else None,
            },
        }

    @cached_property
    def _reckoned(self) -> list[Confirmation]:
        return [each for each in self.confirmed if each.chances]

    @property
    def _chances(self) -> Floats:
        return np.array([each.chances for each in self._reckoned], dtype=float).reshape(-1, 3)

    @property
    def _was(self) -> list[int]:
        return [int(each.severity or 0) for each in self._reckoned]

    @cached_property
    def _told(self) -> tuple[list[int], list[int]]:
        """What they were told first and what it was, of those whom the answers told."""
        pairs = [(each.told, int(each.severity or 0)) for each in self.confirmed if each.told]
        return [told for told, _was in pairs if told], [was for _told, was in pairs]

    @property
    def _too_mild(self) -> list[Confirmation]:
        return [each for each in self.confirmed if each.told and each.told > (each.severity or 0)]


def _share(share: Share) -> dict[str, Any]:
    least, most = share.interval
    return {"count": share.count, "n": share.n, "share": share.share, "least": least, "most": most}


def _bin(found: Bin) -> dict[str, Any]:
    return {"level": found.level, "said": found.said, "reliable": found.is_reliable, **_share(found.came)}
