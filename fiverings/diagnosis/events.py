"""What can happen in a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Journey
    from fiverings.customers.models import Account, Asset

    from .models import (
        Confirmation,
        DiagnosisSession,
        Evidence,
        Guide,
        GuideVersion,
        LearningProposal,
        TelemetryEvent,
        TrackRecord,
    )


@dataclass(frozen=True)
class GuideRevised(Event):
    """A guide asks by a new version from now on."""

    guide: Guide
    version: GuideVersion
    number: int
    sentence = _("{by} made {version}")


@dataclass(frozen=True)
class GuideDraftChanged(Event):
    """The next version of a guide was written on; nobody asks by it yet."""

    guide: Guide
    edition: int
    sentence = _("{by} changed the draft of the guide {guide}")


@dataclass(frozen=True)
class GuideDraftDropped(Event):
    """What was written for the next version of a guide was thrown away."""

    guide: Guide
    sentence = _("{by} threw the draft of the guide {guide} away")


@dataclass(frozen=True)
class GuideTrialBegun(Event):
    """A version of a guide is asked in a share of new diagnoses."""

    guide: Guide
    version: GuideVersion
    share: int
    sentence = _("{by} put {version} on trial for {share} % of new diagnoses")


@dataclass(frozen=True)
class GuideTrialEnded(Event):
    """The trial of a version ended: it went live, or it was given up."""

    guide: Guide
    version: GuideVersion
    outcome: str
    sentence = _("{by} ended the trial of {version}")


@dataclass(frozen=True)
class SessionBegun(Event):
    """Somebody began to ask by a guide."""

    session: DiagnosisSession
    journey: Journey
    found_by = ("journey",)
    sentence = _("{by} began to ask: {session.version}")


@dataclass(frozen=True)
class EvidenceRecorded(Event):
    """A question was answered."""

    session: DiagnosisSession
    evidence: Evidence
    journey: Journey
    found_by = ("journey",)
    sentence = _("{by} noted: {evidence}")


@dataclass(frozen=True)
class SessionSettled(Event):
    """The evidence settled a severity."""

    session: DiagnosisSession
    journey: Journey
    level: int
    found_by = ("journey",)
    sentence = _("{by} settled severity {level} by the answers")


@dataclass(frozen=True)
class DiagnosisConfirmed(Event):
    """At the end of a need somebody confirmed how severe it was, and what caused it."""

    session: DiagnosisSession
    confirmation: Confirmation
    level: int
    found_by = ("session",)
    sentence = _("{by} confirmed that it was severity {level}")


@dataclass(frozen=True)
class ConfirmationTakenBack(Event):
    """The need was not met after all, so that nothing is confirmed of it."""

    session: DiagnosisSession
    confirmation: Confirmation
    found_by = ("session",)
    sentence = _("What was confirmed counts no more: it is open again")


@dataclass(frozen=True)
class LearningProposed(Event):
    """What the confirmed cases of a guide would change in it was reckoned, and waits for a person."""

    proposal: LearningProposal
    guide: Guide
    cases: int
    sentence = _("{by} asked what {cases} confirmed cases say about {guide}")


@dataclass(frozen=True)
class LearningAccepted(Event):
    """Somebody let a guide learn from its cases."""

    proposal: LearningProposal
    guide: Guide
    version: GuideVersion
    sentence = _("{by} accepted what cases say: {version}")
    quotes = ("{proposal.reason}",)


@dataclass(frozen=True)
class LearningDeclined(Event):
    """Somebody decided that a guide stays as it is."""

    proposal: LearningProposal
    guide: Guide
    sentence = _("{by} declined what cases say about {guide}")
    quotes = ("{proposal.reason}",)


@dataclass(frozen=True)
class GuideMeasured(Event):
    """How far what a version of a guide said came true was measured."""

    version: GuideVersion
    record: TrackRecord
    cases: int
    sentence = _("{version} was measured by {cases} confirmed cases: {record.label}")


@dataclass(frozen=True)
class TelemetryReceived(Event):
    """A machine gave an alarm, of equipment that we know or of none."""

    telemetry: TelemetryEvent
    account: Account | None
    asset: Asset | None
    sentence = _("{by} gave an alarm: {telemetry}")


@dataclass(frozen=True)
class TelemetryEnded(Event):
    """An alarm of a machine ended."""

    telemetry: TelemetryEvent
    account: Account | None
    asset: Asset | None
    sentence = _("{by} ended the alarm: {telemetry}")
