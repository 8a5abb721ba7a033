"""The nouns of promises."""

from .agreeing import Gap, NoGap
from .attempting import PromiseAttempt
from .breaking import NotDueYet
from .disclosing import Billable, ChargeDisclosure, NoCap, NoPromiseOfCost
from .expectation import Expectation, NothingExpected
from .explaining import Explanation
from .foresight import Foresight
from .guarantee import UNKNOWN_COUNTS_AS, Guarantee, NotToBeAgreed
from .inquiry import Inquiry
from .keeping import NotBroken
from .kind import Channel, How, Kind
from .making import DueInThePast, ExpectsSooner, LaterThanOurStandard
from .measuring import Measure
from .offer import Offer
from .outcome import Ending, LateFulfilment, Outcome
from .outstanding import Outstanding
from .pausing import MayNotPause, Pause
from .predicting import ENOUGH, Pace
from .promise import Promise
from .promise_consent import PromiseConsent
from .reaching import Unreachable, in_writing_from
from .releasing import NoReason
from .renegotiating import NobodyToAgree, NoConsent, TooLateToRenegotiate
from .renegotiation import Renegotiation
from .settling import AlreadySettled
from .standards import Standards
from .stated_time import StatedTime
from .telling import NotToThem, OfferIsOver
from .warning import BreachWarning
from .wording import absolute, sentence_of_inquiry

__all__ = [
    "ENOUGH",
    "UNKNOWN_COUNTS_AS",
    "AlreadySettled",
    "Billable",
    "BreachWarning",
    "Channel",
    "ChargeDisclosure",
    "DueInThePast",
    "Ending",
    "Expectation",
    "ExpectsSooner",
    "Explanation",
    "Foresight",
    "Gap",
    "Guarantee",
    "How",
    "Inquiry",
    "Kind",
    "LateFulfilment",
    "LaterThanOurStandard",
    "MayNotPause",
    "Measure",
    "NoCap",
    "NoConsent",
    "NoGap",
    "NoPromiseOfCost",
    "NoReason",
    "NobodyToAgree",
    "NotBroken",
    "NotDueYet",
    "NotToBeAgreed",
    "NotToThem",
    "NothingExpected",
    "Offer",
    "OfferIsOver",
    "Outcome",
    "Outstanding",
    "Pace",
    "Pause",
    "Promise",
    "PromiseAttempt",
    "PromiseConsent",
    "Renegotiation",
    "Standards",
    "StatedTime",
    "TooLateToRenegotiate",
    "Unreachable",
    "absolute",
    "in_writing_from",
    "sentence_of_inquiry",
]
