"""The nouns of diagnosis."""

from .answering import AlreadySettled, NotAnAnswer
from .cause import Cause
from .definition import BadGuide, Definition
from .evidence import Answer, Evidence, Source
from .finding import Finding, Fired
from .guide import Guide, GuideVersion
from .session import DiagnosisSession
from .settling import NoSuchSeverity, TooLittleEvidence, WorseNotRuledOut

__all__ = [
    "AlreadySettled",
    "Answer",
    "BadGuide",
    "Cause",
    "Definition",
    "DiagnosisSession",
    "Evidence",
    "Finding",
    "Fired",
    "Guide",
    "GuideVersion",
    "NoSuchSeverity",
    "NotAnAnswer",
    "Source",
    "TooLittleEvidence",
    "WorseNotRuledOut",
]
