"""The clocks: a process of its own that strikes every scheduled act, kept in step by rows and never by memory."""

import logging
from datetime import timedelta
from threading import Event as StopSign

from django.db import close_old_connections, transaction

from fiverings.core import clock
from fiverings.core.jobs import AGAIN, SCHEDULE, Scheduled
from fiverings.core.models import Tick

log = logging.getLogger(__name__)

STRIKES_EVERY = 1.0


def strike(scheduled: Scheduled) -> bool:
    """Run one scheduled act if it is due and no other clock is at it; true when more of it is due at once."""
    with transaction.atomic():
        tick = Tick.objects.select_for_update(skip_locked=True).filter(name=scheduled.name).first()
        if tick is None or not _is_due(tick, scheduled):
            return False
        tick.last_at, tick.error, goes_on = clock.now(), "", False
        try:
            with transaction.atomic():
                goes_on = scheduled.run() is AGAIN
        except Exception as error:
            log.exception("%s failed", scheduled.name)
            tick.error = repr(error)
        if goes_on:
            tick.last_at -= timedelta(seconds=scheduled.seconds)
        tick.save()
    return goes_on


def _is_due(tick: Tick, scheduled: Scheduled) -> bool:
    return tick.last_at is None or clock.now() - tick.last_at >= timedelta(seconds=scheduled.seconds)


def strike_all() -> list[str]:
    """Strike every scheduled act that is due; the names of those that go on at once."""
    ticks = Tick.objects.in_bulk(field_name="name")
    Tick.objects.bulk_create([Tick(name=name) for name in SCHEDULE.keys() - ticks.keys()], ignore_conflicts=True)
    due = [each for each in SCHEDULE.values() if each.name not in ticks or _is_due(ticks[each.name], each)]
    return [each.name for each in due if strike(each)]


def tick(stop: StopSign) -> None:
    """Strike until told to stop; a database that is away is waited for."""
    pause = STRIKES_EVERY
    while not stop.wait(pause):
        close_old_connections()
        try:
            pause = 0.0 if strike_all() else STRIKES_EVERY
        except Exception:
            log.exception("The clocks could not strike")
            pause = STRIKES_EVERY
