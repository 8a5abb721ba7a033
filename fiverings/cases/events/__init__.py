"""What can happen to a case."""

from .ending import CaseClosed, CaseReopened
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
    "CaseHandedOff",
    "CaseMoved",
    "CaseNoted",
    "CaseOpened",
    "CaseReopened",
    "CaseTakenOver",
    "CustomerAwaited",
    "CustomerSpoke",
    "HandoffDeclined",
    "HandoffOffered",
    "MachineSpoke",
    "StrangerSpoke",
]
