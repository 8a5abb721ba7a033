"""The records that know nothing of service: journal lines, reactions done, audits, ticks."""

from .audit import Audit
from .entry import Entry, FailedReaction, Mention, Reacted
from .kept_answer import KeptAnswer
from .record import Record, Records
from .ticking import ClockShift, Tick

__all__ = [
    "Audit",
    "ClockShift",
    "Entry",
    "FailedReaction",
    "KeptAnswer",
    "Mention",
    "Reacted",
    "Record",
    "Records",
    "Tick",
]
