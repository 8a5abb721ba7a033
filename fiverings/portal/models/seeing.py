"""Seeing: what of a need its contact sees; whatever does not stand in these classes never leaves the house."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Step:
    """Something that has happened, or that lies ahead when it has no state."""

    at: datetime | None
    words: str
    note: str = ""
    state: str = ""
    current: bool = False
    used: float = 0


@dataclass(frozen=True)
class Said:
    """Words that went between us and them; without a name they are the reader's own."""

    at: datetime
    ours: bool
    by: str
    words: str
    formatted: str = ""


@dataclass(frozen=True)
class Next:
    """What we promised to them, and by when; the sentence is what they were told."""

    words: str
    due_at: datetime
    sentence: str
    is_late: bool


@dataclass(frozen=True)
class Cost:
    """What they were told about cost, and by whom."""

    words: str
    basis: str
    told_by: str
    told_at: datetime
    agreed_at: datetime | None


@dataclass(frozen=True)
class Request:
    """One need of a contact in plain words: who cares for it, what comes next, what has happened, what it costs."""

    number: str
    need: str
    sentence: str
    severity: str
    owner: str
    opened_at: datetime
    settled_at: datetime | None
    next: Next | None = None
    solution: str = ""
    asked: int | None = None
    cost: Cost | None = None
    steps: list[Step] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether they are asked now if it works."""
        return self.asked is not None

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    def as_json(self) -> dict[str, Any]:
        """The same for a program of theirs."""
        told = asdict(self) | {"asks": self.asks}
        del told["asked"]
        return told
