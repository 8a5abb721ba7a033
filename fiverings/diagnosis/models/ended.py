"""Ended: the confirmed cases of a guide, as what is learned from and what a change is replayed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from ..engine.learning import Example, age_weight
from .causation import Causation
from .confirmation import Confirmation
from .definition import Definition

if TYPE_CHECKING:
    from ..engine.network import Floats
    from .finding import Finding
    from .guide import Guide
    from .session import DiagnosisSession

SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Ended:
    """A need whose end was confirmed, with the diagnosis that was asked about it."""

    confirmation: Confirmation

    @property
    def session(self) -> DiagnosisSession:
        return self.confirmation.session

    @property
    def severity(self) -> int:
        """What it was."""
        return int(self.confirmation.severity or 0)

    def finding(self, asks: Definition) -> Finding:
        """What its answers would say by this definition."""
        return self.session.finding(asks=asks)

    def example(self, asks: Definition, *, at: datetime) -> Example | None:
        """What can be learned from it; None where the guide knows no cause like the one that was confirmed."""
        causation, sequencing = asks.causation, self.finding(asks).sequencing
        allowed = allowed_by(self.confirmation, causation) if causation else None
        if allowed is None or sequencing is None or not self.session.symptom:
            return None
        days = (at - self.confirmation.at).total_seconds() / SECONDS_A_DAY
        return Example(self.session.symptom, sequencing.prior, sequencing.observed, allowed, age_weight(days))


def allowed_by(confirmation: Confirmation, causation: Causation) -> Floats | None:
    """One for each cause of the guide that may be the confirmed one: those of its entry in the list of causes.

    Where some of them are as severe as was confirmed, only those.
    """
    coded = confirmation.cause.code if confirmation.cause else None
    alike = np.array([each.coded == coded for each in causation.suspects])
    as_severe = alike & (causation.world.severities == confirmation.severity)
    allowed = as_severe if as_severe.any() else alike
    return allowed.astype(float) if coded and allowed.any() else None


def ended_by(guide: Guide, asks: Definition) -> list[Ended]:
    """The confirmed cases of a guide that this definition can be asked about, the earliest first."""
    symptoms = {"", *(each.code for each in asks.causation.symptoms)} if asks.causation else set()
    rows = Confirmation.objects.standing().of_guide(guide).with_everything().in_order()
    found = [Ended(each) for each in rows if each.session.symptom in symptoms]
    _share_versions(found)
    return found


def _share_versions(found: Sequence[Ended]) -> None:
    """Let all sessions of a version share it, so that its definition is read once."""
    versions = {each.session.version_id: each.session.version for each in found}
    for each in found:
        each.session.version = versions[each.session.version_id]
