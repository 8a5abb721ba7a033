"""What follows for conversations when we learn whose they are."""

from fiverings.core.following import when
from fiverings.customers.events import ContactAdopted, SettlementUndone

from .models import Journey


@when(ContactAdopted)
def move_what_somebody_said_to_their_account(event: ContactAdopted) -> None:
    """An account that appeared by itself has no journeys but those of whom we now know."""
    if event.before.state == event.before.State.JOINED:
        for journey in Journey.objects.filter(account=event.before):
            journey.move(to=event.account, by=event.by)


@when(SettlementUndone)
def move_what_somebody_said_back(event: SettlementUndone) -> None:
    """Only what was said before anybody knew who it was goes back."""
    if event.into:
        for journey in Journey.objects.filter(opened_for=event.account, account=event.into):
            journey.move(to=event.account, by=event.by)
