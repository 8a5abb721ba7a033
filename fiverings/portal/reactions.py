"""What follows at the customer's front door."""

from fiverings.core.following import when
from fiverings.customers.events import MergeUndone

from .models import PortalSession


@when(MergeUndone)
def end_sessions_begun_while_two_were_taken_for_one(event: MergeUndone) -> None:
    """Nobody knows which of the two began them; each comes in again by their own mailbox."""
    PortalSession.objects.of(event.into).begun_since(event.merge.at).end_all(at=event.entry.at)
