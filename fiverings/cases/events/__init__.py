"""What can happen to a case."""

from .chasing import CaseChased
from .covering import CoverBegun, CoverEnded
from .diagnosing import SeverityLowered, SeverityRaised, SeveritySet
from .ending import CaseClosed, CaseDismissed, CaseReopened, CustomerThanked
from .escalating import (
    CaseEscalated,
    EscalationAccepted,
    EscalationClimbed,
    EscalationClosed,
    EscalationDecided,
    EscalationOverran,
    EscalationStillWaits,
    EscalationWithdrawn,
)
from .guiding import EscalationGuideSet, EscalationProposalDeclined, EscalationProposed
from .helping import (
    HelpAccepted,
    HelpAsked,
    HelpClimbed,
    HelpDeclined,
    HelpGiven,
    HelpStillAsked,
    HelpWithdrawn,
)
from .intake import CallDropped, CaseConverted, IntakeCompleted, IntakeNoted
from .leaving import FarewellBegun, FarewellCalledOff, FarewellCompleted
from .linking import AnswerCascaded, CascadeLeft, CascadeWritten, CaseLinked, CaseSplit, CaseUnlinked
from .merging import CaseMerged, CaseParted
from .opening import CaseMoved, CaseOpened
from .owning import CaseCameBack, CaseHandedOff, CaseTakenOver, HandoffDeclined, HandoffOffered
from .resolving import (
    ResolutionConfirmed,
    ResolutionProposed,
    ResolutionRejected,
    ResolutionUnanswered,
    ResolutionWithdrawn,
)
from .speaking import (
    AnswerBounced,
    AnswerSent,
    CallFiled,
    CaseAnswered,
    CaseNoted,
    CustomerAsked,
    CustomerAwaited,
    CustomerSpoke,
    MachineSpoke,
    StrangerSpoke,
)

__all__ = [
    "AnswerBounced",
    "AnswerCascaded",
    "AnswerSent",
    "CallDropped",
    "CallFiled",
    "CascadeLeft",
    "CascadeWritten",
    "CaseAnswered",
    "CaseCameBack",
    "CaseChased",
    "CaseClosed",
    "CaseConverted",
    "CaseDismissed",
    "CaseEscalated",
    "CaseHandedOff",
    "CaseLinked",
    "CaseMerged",
    "CaseMoved",
    "CaseNoted",
    "CaseOpened",
    "CaseParted",
    "CaseReopened",
    "CaseSplit",
    "CaseTakenOver",
    "CaseUnlinked",
    "CoverBegun",
    "CoverEnded",
    "CustomerAsked",
    "CustomerAwaited",
    "CustomerSpoke",
    "CustomerThanked",
    "EscalationAccepted",
    "EscalationClimbed",
    "EscalationClosed",
    "EscalationDecided",
    "EscalationGuideSet",
    "EscalationOverran",
    "EscalationProposalDeclined",
    "EscalationProposed",
    "EscalationStillWaits",
    "EscalationWithdrawn",
    "FarewellBegun",
    "FarewellCalledOff",
    "FarewellCompleted",
    "HandoffDeclined",
    "HandoffOffered",
    "HelpAccepted",
    "HelpAsked",
    "HelpClimbed",
    "HelpDeclined",
    "HelpGiven",
    "HelpStillAsked",
    "HelpWithdrawn",
    "IntakeCompleted",
    "IntakeNoted",
    "MachineSpoke",
    "ResolutionConfirmed",
    "ResolutionProposed",
    "ResolutionRejected",
    "ResolutionUnanswered",
    "ResolutionWithdrawn",
    "SeverityLowered",
    "SeverityRaised",
    "SeveritySet",
    "StrangerSpoke",
]
