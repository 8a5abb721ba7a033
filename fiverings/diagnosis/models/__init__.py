"""The nouns of diagnosis."""

from .answering import AlreadySettled, NotAnAnswer
from .causation import Causation, Suspect, Symptom
from .cause import Cause
from .choosing import Choice, choices, chosen
from .confirmation import Confirmation
from .definition import Definition
from .draft import DraftMovedOn, GuideDraft
from .evidence import Answer, Evidence, Source
from .finding import Finding, Fired
from .going_live import NothingChanged, NothingToTryAgainst
from .guide import Guide, GuideVersion
from .label import Label
from .launch import GuideLaunch
from .learning_proposal import AlreadyDecided, GuideChangedMeanwhile, LearningProposal, NothingToLearn
from .question import Question
from .rule import Rule
from .said import Bearing, Said
from .session import DiagnosisSession
from .settling import NoSuchSeverity, TooLittleEvidence, WorseNotRuledOut
from .signal import NotASignal, Signal
from .story import Story
from .table import BadGuide
from .telemetry_event import TelemetryEvent
from .track_record import TrackRecord
from .trial import OnTrial, ReasonWanted, TrialOver, VersionTrial
from .words import Words

__all__ = [
    "AlreadyDecided",
    "AlreadySettled",
    "Answer",
    "BadGuide",
    "Bearing",
    "Causation",
    "Cause",
    "Choice",
    "Confirmation",
    "Definition",
    "DiagnosisSession",
    "DraftMovedOn",
    "Evidence",
    "Finding",
    "Fired",
    "Guide",
    "GuideChangedMeanwhile",
    "GuideDraft",
    "GuideLaunch",
    "GuideVersion",
    "Label",
    "LearningProposal",
    "NoSuchSeverity",
    "NotASignal",
    "NotAnAnswer",
    "NothingChanged",
    "NothingToLearn",
    "NothingToTryAgainst",
    "OnTrial",
    "Question",
    "ReasonWanted",
    "Rule",
    "Said",
    "Signal",
    "Source",
    "Story",
    "Suspect",
    "Symptom",
    "TelemetryEvent",
    "TooLittleEvidence",
    "TrackRecord",
    "TrialOver",
    "VersionTrial",
    "Words",
    "WorseNotRuledOut",
    "choices",
    "chosen",
]
