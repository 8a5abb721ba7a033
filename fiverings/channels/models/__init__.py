"""How mail travels: mailboxes, what arrives at them, what is carried out of them."""

from .arrival import Arrival, Outcome, Reason, Via
from .cursor import Cursor
from .delivery import Attempt, Delivery
from .mailbox import Mailbox, Security
from .outage import Outage
from .sink_letter import SinkLetter

__all__ = [
    "Arrival",
    "Attempt",
    "Cursor",
    "Delivery",
    "Mailbox",
    "Outage",
    "Outcome",
    "Reason",
    "Security",
    "SinkLetter",
    "Via",
]
