"""What follows at the customer's front door."""

from fiverings.core.following import when
from fiverings.customers.events import MailboxForgotten, MergeUndone

from .models import PortalSession


@when(MergeUndone)
def end_sessions_begun_while_two_were_taken_for_one(event: MergeUndone) -> None:
    """Nobody knows which of the two began them; each comes in again by their own mailbox."""
    PortalSession.objects.of(event.into).begun_since(event.merge.at).end_all(at=event.entry.at)


@when(MailboxForgotten)
def end_sessions_that_a_lost_mailbox_may_have_begun(event: MailboxForgotten) -> None:
    """Whoever reads that mailbox now may not be them; they come in again by one that is theirs."""
    PortalSession.objects.of(event.contact).end_all(at=event.entry.at)
