"""What follows when anything happens: those whom it names are told."""

from fiverings.core.events import Event
from fiverings.core.following import when
from fiverings.notices.models import Notice


@when(Event, hears=lambda kind: kind.tells_somebody(), many=Notice.give_all)
def tell_those_whom_the_event_names(event: Event) -> None:
    Notice.give_all([event])
