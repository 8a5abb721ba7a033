"""What channels do by the clock: nothing that arrived or set out is forgotten, even when its job is gone."""

from datetime import timedelta

from django.conf import settings

from fiverings.core import clock
from fiverings.core.jobs import every, later

from .models import Arrival, Delivery, Mailbox

FORGOTTEN_AFTER = timedelta(minutes=10)
AT_ONCE = 100


@every(seconds=300)
def take_up_what_was_forgotten() -> None:
    """A job may have used up its tries while the database or a mail server was away; its mail has not."""
    now = clock.now()
    for arrival in Arrival.objects.waiting_longer_than(FORGOTTEN_AFTER, at=now).order_by("id")[:AT_ONCE]:
        later(arrival.file)
    for delivery in Delivery.objects.overdue_for(FORGOTTEN_AFTER, at=now).order_by("id")[:AT_ONCE]:
        later(delivery.carry)


@every(seconds=60)
def listen_for_mailboxes_that_are_too_quiet() -> None:
    """A mailbox that is silent beyond its own habit is noticed; a demo is as silent as its visitors."""
    for mailbox in () if settings.DEMO else Mailbox.objects.select_related("team__calendar__current"):
        mailbox.listen(at=clock.now())


@every(seconds=3600)
def reckon_the_habits_of_mailboxes() -> None:
    """What came lately tells what is usual."""
    for mailbox in Mailbox.objects.select_related("team__calendar__current"):
        mailbox.reckon_habit(at=clock.now())
