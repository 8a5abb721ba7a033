"""The nouns of cases."""

from .answering import NobodyToAnswer
from .case import Case, Kind
from .closing import REOPENS_WITHIN, AlreadyClosed, CannotReopen, Closure, NotSolved, Reopening
from .day import PromisedDay
from .due import Due
from .deciding import NotDecided, NotYours
from .escalating import CannotEscalate, Escalation, EscalationKind
from .giving_help import NotAsked, NoWords
from .handing_off import CannotHandOff, Handoff, NotOffered, NotReadBack, Outcome
from .helping import CannotAsk, CollaborationRequest
from .listing import CLOSED, LISTINGS, MINE, OPEN, WAITING, Listing, Page, Place
from .need import need_in
from .opening import AlreadyOpen, NoNeed
from .owning import NobodyToOwn
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
    "CannotAsk",
    "CannotEscalate",
    "CannotHandOff",
    "CannotReopen",
    "CannotTakeOver",
    "Case",
    "CaseStory",
    "Closure",
    "CollaborationRequest",
    "Due",
    "Escalation",
    "EscalationKind",
    "Handoff",
    "Kind",
    "Listing",
    "NoNeed",
    "NoWords",
    "NobodyToAnswer",
    "NobodyToOwn",
    "NotAsked",
    "NotDecided",
    "NotOffered",
    "NotReadBack",
    "NotSolved",
    "NotYours",
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
