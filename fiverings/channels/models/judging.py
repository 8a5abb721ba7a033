"""Judging: mail that is not let in by itself: whose sender was blocked, who pretends to be a customer, and spam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .block import standing_against
from .place import Place

if TYPE_CHECKING:
    from fiverings.customers.models import Contact

    from .arrival import Arrival

WANTS_IT_STOPPED = ("reject", "quarantine")


class Judging:
    """The ability of a mail that is being sorted to be held back; it gives way when one of us says that it counts."""

    arrival: Arrival
    sender: str
    counts: bool
    contact: Contact | None

    def blocked(self) -> Place | None:
        """Somebody of ours wants no mail of this sender."""
        if self.counts:
            return None
        sender = self.sender.strip().lower()
        block = standing_against.first(sender, f"@{sender.rpartition('@')[2]}")
        return Place("aside", reason="blocked", block=block) if block else None

    def pretender(self) -> Place | None:
        """It claims to come from somebody we know, whose domain says that such mail is not from there."""
        arrival = self.arrival
        disowned = arrival.dmarc == "fail" and arrival.dmarc_policy in WANTS_IT_STOPPED
        if self.counts or not disowned or not arrival.mailbox.sets_pretenders_aside or self.contact is None:
            return None
        return Place("aside", reason="pretends")

    def junk(self) -> Place | None:
        """Somebody whom we asked says that it is spam."""
        return Place("aside", reason="spam") if self.arrival.spam and not self.counts else None
