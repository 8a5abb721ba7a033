"""Place: where a mail was put, or why it was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fiverings.conversations.models import Message

    from .block import Block


@dataclass(frozen=True)
class Place:
    """Where a mail was put, or why it was set aside."""

    outcome: str
    message: Message | None = None
    reason: str = ""
    block: Block | None = None
