"""What can happen to a case."""

from .ending import CaseClosed, CaseReopened
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
from .opening import CaseMoved, CaseOpened
from .owning import CaseHandedOff, CaseTakenOver, HandoffDeclined, HandoffOffered
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
    "CaseEscalated",
    "CaseHandedOff",
    "CaseMoved",
    "CaseNoted",
    "CaseOpened",
    "CaseReopened",
    "CaseTakenOver",
    "CustomerAwaited",
    "CustomerSpoke",
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
    "StrangerSpoke",
]
