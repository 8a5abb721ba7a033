"""What a mailbox at a provider is to us, whoever keeps it: pages of names of what is new, and one mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Page:
    """Names of mails that are new or were changed, and the mark from which the next page is asked for."""

    keys: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Read:
    """The bytes of a mail, and when it came."""

    raw: bytes
    came_at: datetime
