"""How mail travels: mailboxes, what arrives at them, what is carried out of them."""

from .arrival import Arrival, Outcome, Reason, Via
from .block import Block, BlockedAlready, NoSender, NotBlocked
from .consent import MailboxConsent
from .cursor import Cursor
from .delivery import Attempt, Delivery
from .habit import Habit
from .mailbox import Mailbox
from .outage import Cause, Outage
from .pickup import Pickup
from .quiet import Quiet
from .sink_letter import SinkLetter
from .suppression import Suppression
from .trust import Proof
from .way_in import Security, Way

__all__ = [
    "Arrival",
    "Attempt",
    "Block",
    "BlockedAlready",
    "Cause",
    "Cursor",
    "Delivery",
    "Habit",
    "Mailbox",
    "MailboxConsent",
    "NoSender",
    "NotBlocked",
    "Outage",
    "Outcome",
    "Pickup",
    "Proof",
    "Quiet",
    "Reason",
    "Security",
    "SinkLetter",
    "Suppression",
    "Via",
    "Way",
]
