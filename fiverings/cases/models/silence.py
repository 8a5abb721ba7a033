"""Silence: nobody answered although we asked on two days; after three business days more it counts as an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from fiverings.conversations.models import Call, Message

from .resolution import Resolution

DAYS_ASKED = 2
DAYS_SILENT = 3


@dataclass(frozen=True)
class Silence:
    """When we asked and heard nothing, by the customer's own days and our opening hours."""

    attempts: list[datetime]
    zone: str
    days_after: Callable[[datetime, int], datetime]

    @classmethod
    def about(cls, resolution: Resolution) -> Silence:
        """What was tried since the customer was asked, or since they said something else."""
        case = resolution.case
        since = _last_heard(resolution) or resolution.proposed_at
        words = Message.objects.told().filter(
            thread__journey=case.journey_id, direction="out", auto="", bounced_at=None, told_at__gte=since
        )
        calls = Call.objects.by_us().since(since).filter(journey=case.journey_id, talked=False)
        attempts = sorted([*words.values_list("told_at", flat=True), *calls.values_list("at", flat=True)])
        zone = resolution.asked.own_zone() if resolution.asked else case.account.zone
        return cls(attempts, zone, case.working_days_after)

    @property
    def began_at(self) -> datetime | None:
        """The first attempt on a second day; before it we have not asked enough."""
        days: set[object] = set()
        for at in self.attempts:
            days.add(at.astimezone(ZoneInfo(self.zone)).date())
            if len(days) == DAYS_ASKED:
                return at
        return None

    @property
    def ends_at(self) -> datetime | None:
        """When it is long enough."""
        return None if self.began_at is None else self.days_after(self.began_at, DAYS_SILENT)

    def is_long_enough(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at


def _last_heard(resolution: Resolution) -> datetime | None:
    """When they said anything since they were asked, if they did."""
    journey, since = resolution.case.journey_id, resolution.proposed_at
    written = Message.objects.filter(thread__journey=journey, direction="in", is_beside=False, auto="", at__gt=since)
    spoken = Call.objects.filter(Q(talked=True) | Q(direction=Call.Direction.IN), journey=journey, at__gt=since)
    heard = (found.aggregate(last=Max("at"))["last"] for found in (written, spoken))
    return max((at for at in heard if at is not None), default=None)
