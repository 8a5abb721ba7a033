"""What promises do by the clock."""

from datetime import timedelta

from fiverings.core import clock
from fiverings.core.jobs import AGAIN, every

from .models import BreachWarning, Outstanding, Pace, Promise

ON_ITS_WAY = timedelta(seconds=5)
"""What was done in the last moment reaches its promise through a follower; it is not broken meanwhile."""


@every(seconds=1)
def break_overdue_promises() -> object:
    """What was not kept in time is broken, and somebody owes making it right."""
    now = clock.now()
    return AGAIN if Outstanding.objects.overdue(now - ON_ITS_WAY).break_all(at=now) else None


@every(seconds=60)
def warn_of_promises_that_may_break() -> None:
    """Whoever owes what may break hears it while they can still act."""
    BreachWarning.give_all(at=clock.now())


@every(seconds=86400)
def learn_how_long_promises_take() -> None:
    """What was done since yesterday is part of our history."""
    Pace.learn(Promise, at=clock.now())
