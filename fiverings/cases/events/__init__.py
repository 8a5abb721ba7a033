"""What can happen to a case."""

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
from .helping import (
    HelpAccepted,
    HelpAsked,
    HelpClimbed,
    HelpDeclined,
    HelpGiven,
    HelpStillAsked,
    HelpWithdrawn,
)
from .merging import CaseMerged, CaseParted
from .opening import CaseMoved, CaseOpened
from .owning import CaseHandedOff, CaseTakenOver, HandoffDeclined, HandoffOffered
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
    CaseAnswered,
    CaseNoted,
    CustomerAwaited,
    CustomerSpoke,
    MachineSpoke,
    StrangerSpoke,
)

__all__ = [
    "AnswerBounced",
    "AnswerSent",
    "CaseAnswered",
    "CaseClosed",
    "CaseDismissed",
    "CaseEscalated",
    "CaseHandedOff",
    "CaseMerged",
    "CaseMoved",
    "CaseNoted",
    "CaseOpened",
    "CaseParted",
    "CaseReopened",
    "CaseTakenOver",
    "CustomerAwaited",
    "CustomerSpoke",
    "CustomerThanked",
    "EscalationAccepted",
    "EscalationClimbed",
    "EscalationClosed",
    "EscalationDecided",
    "EscalationOverran",
    "EscalationStillWaits",
    "EscalationWithdrawn",
    "HandoffDeclined",
    "HandoffOffered",
    "HelpAccepted",
    "HelpAsked",
    "HelpClimbed",
    "HelpDeclined",
    "HelpGiven",
    "HelpStillAsked",
    "HelpWithdrawn",
    "MachineSpoke",
    "ResolutionConfirmed",
    "ResolutionProposed",
    "ResolutionRejected",
    "ResolutionUnanswered",
    "ResolutionWithdrawn",
    "StrangerSpoke",
]
