"""What channels do by the clock: nothing that arrived or set out is forgotten, even when its job is gone."""

from datetime import timedelta

from fiverings.core import clock
from fiverings.core.jobs import every, later

from .models import Arrival, Delivery

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
