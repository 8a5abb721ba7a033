"""What follows for promises when our words are told, or taken back."""

from fiverings.conversations.events import MessageTakenBack, MessageWritten
from fiverings.core.following import when

from .models import How, Offer


@when(MessageWritten)
def promise_what_goes_with_the_message(event: MessageWritten) -> None:
    message = event.message
    for offer in Offer.objects.in_message(message).waiting():
        offer.tell(how=How.WRITTEN, by=message.author, at=message.told_at, message=message)


@when(MessageTakenBack)
def take_back_what_was_to_be_promised(event: MessageTakenBack) -> None:
    Offer.objects.in_message(event.message).take_back(at=event.message.taken_back_at)
