"""The nouns of cases."""

from .answering import NobodyToAnswer
from .case import Case, Kind
from .case_merge import CaseMerge, MergedThread
from .closing import AlreadyClosed, CannotDismiss
from .closure import Closure
from .confirming import NothingProposed, NotTheirWord
from .day import PromisedDay
from .deciding import NotDecided, NotYours
from .due import Due
from .escalating import CannotEscalate, Escalation, EscalationKind
from .giving_help import NotAsked, NoWords
from .handing_off import CannotHandOff, Handoff, Outcome
from .helping import CannotAsk, CollaborationRequest
from .listing import CLOSED, LISTINGS, MINE, OPEN, WAITING, Listing, Page, Place
from .merging import CannotMerge
from .need import need_in
from .opening import AlreadyOpen, NoNeed
from .owning import NobodyToOwn
from .parting import CannotPart
from .reopening import REOPENS_WITHIN, CannotReopen, Reopening
from .resolution import Answer, LinkExpired, Resolution
from .resolving import CannotPropose, SeverityUnconfirmed
from .ribbon import Ribbon
from .silence import Silence
from .states import OPEN_STATES, State
from .taking_on import NotOffered, NotReadBack
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
    "Answer",
    "CannotAsk",
    "CannotDismiss",
    "CannotEscalate",
    "CannotHandOff",
    "CannotMerge",
    "CannotPart",
    "CannotPropose",
    "CannotReopen",
    "CannotTakeOver",
    "Case",
    "CaseMerge",
    "CaseStory",
    "Closure",
    "CollaborationRequest",
    "Due",
    "Escalation",
    "EscalationKind",
    "Handoff",
    "Kind",
    "LinkExpired",
    "Listing",
    "MergedThread",
    "NoNeed",
    "NoWords",
    "NobodyToAnswer",
    "NobodyToOwn",
    "NotAsked",
    "NotDecided",
    "NotOffered",
    "NotReadBack",
    "NotTheirWord",
    "NotYours",
    "NothingProposed",
    "Outcome",
    "Page",
    "Place",
    "PromisedDay",
    "Reopening",
    "Resolution",
    "Ribbon",
    "SeverityUnconfirmed",
    "Silence",
    "State",
    "Takeover",
    "need_in",
]
