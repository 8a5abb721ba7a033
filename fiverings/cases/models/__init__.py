"""The nouns of cases."""

from .answering import NobodyToAnswer
from .case import Case, Kind
from .closing import REOPENS_WITHIN, AlreadyClosed, CannotReopen, Closure, NotSolved, Reopening
from .day import Due, PromisedDay
from .handing_off import CannotHandOff, Handoff, NotOffered, Outcome
from .listing import CLOSED, LISTINGS, MINE, OPEN, WAITING, Listing, Page, Place
from .need import need_in
from .opening import AlreadyOpen, NoNeed
from .ribbon import Ribbon
from .states import OPEN_STATES, State
from .taking_over import CannotTakeOver, Takeover
from .telling import CaseStory

__all__ = [
    "CLOSED",
    "LISTINGS",
    "MINE",
    "OPEN",
    "OPEN_STATES",
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
    "Due",
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
    "PromisedDay",
    "Reopening",
    "Ribbon",
    "State",
    "Takeover",
    "need_in",
]
