"""What channels do when something was said: carry it."""

from fiverings.conversations.events import MessageWritten
from fiverings.core.following import when

from .models import Delivery


@when(MessageWritten)
def carry_what_was_written(event: MessageWritten) -> None:
    """Only channels talk to the outer world: here a message of ours sets out."""
    if event.message.thread.channel == "mail":
        Delivery.begin(event.message, at=event.entry.at)
