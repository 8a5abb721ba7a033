"""The nouns of cases."""

from .answering import NobodyToAnswer
from .case import Case, Kind, State
from .closing import REOPENS_WITHIN, AlreadyClosed, CannotReopen, Closure, NotSolved, Reopening
from .handing_off import CannotHandOff, Handoff, NotOffered, Outcome
from .listing import CLOSED, LISTINGS, MINE, OPEN, WAITING, Listing, Page, Place
from .need import need_in
from .opening import AlreadyOpen, NoNeed
from .taking_over import CannotTakeOver, Takeover
from .telling import CaseStory

__all__ = [
    "CLOSED",
    "LISTINGS",
    "MINE",
    "OPEN",
    "REOPENS_WITHIN",
    "WAITING",
    "AlreadyClosed",
    "AlreadyOpen",
    "CannotHandOff",
    "CannotReopen",
    "CannotTakeOver",
    "Case",
    "CaseStory",
    "Closure",
    "Handoff",
    "Kind",
    "Listing",
    "NoNeed",
    "NobodyToAnswer",
    "NotOffered",
    "NotSolved",
    "Outcome",
    "Page",
    "Place",
    "Reopening",
    "State",
    "Takeover",
    "need_in",
]
