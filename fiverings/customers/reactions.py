"""What follows for customers."""

from fiverings.core.following import when
from fiverings.people.events import PersonDeactivated

from .models import Account


@when(PersonDeactivated)
def let_who_stands_in_be_the_voice_of_the_accounts_of_who_left(event: PersonDeactivated) -> None:
    if not event.person.is_active:
        reason = f"{event.person.name} has left."
        Account.entrust_all(event.person, to=None, reason=reason, by=None, at=event.entry.at)
