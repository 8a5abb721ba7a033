"""Habit: how long it usually is at most, in opening hours, until the next mail comes to a mailbox.

The rule: of the last 500 mails of 90 days, the gaps between one and the next are taken in the opening hours of the
mailbox's team (in all hours where it has none). Silence is unusual when it lasts longer than three times the gap that
99 of 100 stay below, and longer than two hours; with fewer than 50 gaps nothing is called unusual. What was unusually
quiet is no habit, and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.models import Record
from fiverings.hours.models import NotAnswerable

from .arrival import Arrival

if TYPE_CHECKING:
    from .mailbox import Mailbox

LOOKS_AT = 500
LOOKS_BACK = timedelta(days=90)
GAPS_NEEDED = 50
OF_A_HUNDRED = 99
TIMES = 3
NEVER_UNDER = timedelta(hours=2)


class Habit(Record):
    """The habit of a mailbox: how long it may be silent, and by how many gaps that was reckoned."""

    mailbox = models.OneToOneField("channels.Mailbox", on_delete=models.PROTECT, related_name="habit")
    allowance = models.DurationField()
    gaps = models.PositiveIntegerField()
    reckoned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mailbox}: {self.allowance}"

    @property
    def span(self) -> str:
        """How long it may be silent, in words."""
        hours, minutes = divmod(int(self.allowance.total_seconds()) // 60, 60)
        parts = [(hours, _("{count} h")), (minutes, _("{count} min"))]
        return " ".join(words.format(count=count) for count, words in parts if count)


class HavingHabits(models.Model):
    """The ability of a mailbox to have a habit, and to know how long it has been silent."""

    class Meta:
        abstract = True

    def reckon_habit(self, *, at: datetime | None = None) -> None:
        """Look at what came lately; a mailbox to which too little comes has no habit."""
        mailbox, moment = cast("Mailbox", self), at or clock.now()
        found = Arrival.objects.filter(mailbox=mailbox).order_by("-id").values_list("came_at", flat=True)[:LOOKS_AT]
        came = sorted(each for each in found if each > moment - LOOKS_BACK)
        broken = list(mailbox.quiets.filter(noticed_at__gt=moment - LOOKS_BACK).values_list("noticed_at", flat=True))
        whole = [pair for pair in pairwise(came) if not any(pair[0] < each < pair[1] for each in broken)]
        gaps = [self._worked(*pair) for pair in whole]
        if len(gaps) < GAPS_NEEDED:
            Habit.objects.filter(mailbox=mailbox).delete()
            return
        told = {"allowance": allowance(gaps), "gaps": len(gaps), "reckoned_at": moment}
        Habit.objects.update_or_create(mailbox=mailbox, defaults=told)

    def last_arrival(self) -> Arrival | None:
        last: Arrival | None = Arrival.objects.filter(mailbox=cast("Mailbox", self)).order_by("-id").first()
        return last

    def silent_for(self, last: Arrival, at: datetime) -> timedelta:
        """How long nothing has come since a mail, in opening hours."""
        return self._worked(last.arrived_at, at)

    def _worked(self, since: datetime, until: datetime) -> timedelta:
        hours = self._hours()
        try:
            return hours.elapsed(since, until) if hours else until - since
        except NotAnswerable:
            return until - since

    def _hours(self) -> Any:
        calendar = cast("Mailbox", self).team.calendar
        return calendar.current.working_time() if calendar and calendar.current else None


def allowance(gaps: Sequence[timedelta]) -> timedelta:
    """How long silence is usual, by the gaps there were."""
    longest = sorted(gaps)[max(0, -(-len(gaps) * OF_A_HUNDRED // 100) - 1)]
    return max(TIMES * longest, NEVER_UNDER)
