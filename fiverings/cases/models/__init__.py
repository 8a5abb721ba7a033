"""The nouns of cases."""

from .agreeing import told_later_than_expected_at_the_gate
from .answered import Answered
from .answering import NobodyToAnswer
from .approving import NotYoursToAllow
from .around import ANSWERED_OR_STANDING, also_open, around, asked_of
from .asks import in_short
from .at_risk import AtRisk, Escalated
from .attendance import Attendance
from .by_hand import DONE, KeptByWhatShowsIt, OwedAllTheSame, why_owed_all_the_same
from .caller import Caller, Whose
from .calling import NotKeptByACall
from .cascade import Cascade, CascadePart
from .cascading import CannotCascade
from .case import Case
from .case_merge import CaseMerge, MergedPromise, MergedThread
from .chasing import Chase
from .closing import AlreadyClosed, CannotDismiss
from .closure import Closure
from .confirming import NothingProposed, NotTheirWord
from .converting import CannotConvert
from .cover import Cover
from .coverage import ExpectationCoverage
from .day import PromisedDay
from .deciding import NotDecided, NotYours
from .diagnosing import CannotLower, CannotRaise
from .diagnosis_review import DiagnosisReview
from .doubt import SeverityDoubt
from .due import Due
from .escalating import CannotEscalate, Escalation, EscalationKind
from .escalation_guide import EscalationGuide, GuideMovedOn
from .escalation_rule import ASKS, TURNING, BadRule, EscalationRule
from .farewell import Farewell
from .felt import FeltSeverity
from .gate import GateNotPassed, Missing, questions
from .giving_back import CannotGiveBack
from .giving_help import NotAsked
from .goodwill import CannotTakeBack, Goodwill, GoodwillKind, GoodwillReturn
from .goodwill_approval import GoodwillApproval
from .goodwill_limit import GRANTING, GoodwillLimit
from .granting import CannotGrant
from .guide_trial import GuideTrial
from .handing_off import CannotHandOff, Handoff, Outcome
from .helping import CannotAsk, CollaborationRequest
from .inquiring import NoPlainTime, NothingToInquire, TheirAnswer
from .intake import AlreadyPassed, Intake, NoNumber, NotTheOwner
from .kind import Kind
from .letting_go import CannotLetGo, standing_duties
from .listing import CLOSED, LISTINGS, MINE, OPEN, WAITING, Listing, Page, Place
from .merging import CannotMerge
from .need import need_in
from .next_owed import next_owed
from .opening import NoNeed
from .owning import NobodyToOwn
from .parentage import CannotLink, Parentage
from .parting import CannotPart
from .preparing import Prepared
from .probing import NothingToProbe, Probe
from .promising import NotOwedHere
from .proposal import EscalationProposal
from .question import LinkExpired, Question
from .recovery import Recovery
from .refiling import CannotRefile
from .reopening import REOPENS_WITHIN, CannotReopen, Reopening
from .resolution import Answer, Resolution
from .resolving import CannotPropose, SeverityUnconfirmed
from .ribbon import Ribbon
from .severity import Severity
from .silence import Silence
from .situation import Past, Situation
from .split import CannotSplit, Split
from .states import OPEN_STATES, State
from .taking_on import NotOffered, NotReadBack
from .taking_over import CannotTakeOver, Takeover
from .telling import CaseStory
from .three_marks import ThreeMarks
from .visit import Visit
from .waiting import NotWaiting

__all__ = [
    "ANSWERED_OR_STANDING", "ASKS", "CLOSED", "DONE", "GRANTING", "LISTINGS", "MINE", "OPEN", "OPEN_STATES",
    "REOPENS_WITHIN", "TURNING", "WAITING", "AlreadyClosed", "AlreadyPassed", "Answer", "Answered", "AtRisk",
    "Attendance", "BadRule", "Caller", "CannotAsk", "CannotCascade", "CannotConvert", "CannotDismiss",
    "CannotEscalate", "CannotGiveBack", "CannotGrant", "CannotHandOff", "CannotLetGo", "CannotLink", "CannotLower",
    "CannotMerge", "CannotPart", "CannotPropose", "CannotRaise", "CannotRefile", "CannotReopen", "CannotSplit",
    "CannotTakeBack", "CannotTakeOver", "Cascade", "CascadePart", "Case", "CaseMerge", "CaseStory", "Chase", "Closure",
    "CollaborationRequest", "Cover", "DiagnosisReview", "Due", "Escalated", "Escalation", "EscalationGuide",
    "EscalationKind", "EscalationProposal", "EscalationRule", "ExpectationCoverage", "Farewell", "FeltSeverity",
    "GateNotPassed", "Goodwill", "GoodwillApproval", "GoodwillKind", "GoodwillLimit", "GoodwillReturn", "GuideMovedOn",
    "GuideTrial", "Handoff", "Intake", "KeptByWhatShowsIt", "Kind", "LinkExpired", "Listing", "MergedPromise",
    "MergedThread", "Missing", "NoNeed", "NoNumber", "NoPlainTime", "NobodyToAnswer", "NobodyToOwn", "NotAsked",
    "NotDecided", "NotKeptByACall", "NotOffered", "NotOwedHere", "NotReadBack", "NotTheOwner", "NotTheirWord",
    "NotWaiting", "NotYours", "NotYoursToAllow", "NothingProposed", "NothingToInquire", "NothingToProbe", "Outcome",
    "OwedAllTheSame", "Page", "Parentage", "Past", "Place", "Prepared", "Probe", "PromisedDay", "Question", "Recovery",
    "Reopening", "Resolution", "Ribbon", "Severity", "SeverityDoubt", "SeverityUnconfirmed", "Silence", "Situation",
    "Split", "State", "Takeover", "TheirAnswer", "ThreeMarks", "Visit", "Whose", "also_open", "around", "asked_of",
    "in_short", "need_in", "next_owed", "questions", "standing_duties", "told_later_than_expected_at_the_gate",
    "why_owed_all_the_same",
]  # fmt: skip
