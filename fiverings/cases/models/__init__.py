"""The nouns of cases."""

from .answering import NobodyToAnswer
from .case import Case, Kind, State
from .closing import REOPENS_WITHIN, AlreadyClosed, CannotReopen, Closure, NotSolved, Reopening
from .handing_off import CannotHandOff, Handoff, NotOffered, Outcome
from .need import need_in
from .opening import AlreadyOpen, NoNeed
from .taking_over import CannotTakeOver, Takeover

__all__ = [
    "REOPENS_WITHIN",
    "AlreadyClosed",
    "AlreadyOpen",
    "CannotHandOff",
    "CannotReopen",
    "CannotTakeOver",
    "Case",
    "Closure",
    "Handoff",
    "Kind",
    "NoNeed",
    "NobodyToAnswer",
    "NotOffered",
    "NotSolved",
    "Outcome",
    "Reopening",
    "State",
    "Takeover",
    "need_in",
]
