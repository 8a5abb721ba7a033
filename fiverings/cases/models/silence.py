"""Silence: nobody answered although we asked on two days; after three business days more it counts as an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from fiverings.conversations.models import Call, Message
from fiverings.core import clock

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
    def about(cls, resolution: Resolution, *, until: datetime | None = None) -> Silence:
        """What was tried since the customer was asked, or since they said something else; until now, or until then."""
        case, until = resolution.case, until or clock.now()
        since = _last_heard(resolution, until) or resolution.proposed_at
        words = Message.objects.told().filter(
            thread__journey=case.journey_id, direction="out", auto="", bounced_at=None, told_at__range=(since, until)
        )
        calls = Call.objects.by_us().filter(journey=case.journey_id, talked=False, at__range=(since, until))
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


def _last_heard(resolution: Resolution, until: datetime) -> datetime | None:
    """When they said anything since they were asked, if they did."""
    journey, since = resolution.case.journey_id, resolution.proposed_at
    between = {"at__gt": since, "at__lte": until}
    written = Message.objects.filter(thread__journey=journey, direction="in", is_beside=False, auto="", **between)
    spoken = Call.objects.filter(Q(talked=True) | Q(direction=Call.Direction.IN), journey=journey, **between)
    heard = (found.aggregate(last=Max("at"))["last"] for found in (written, spoken))
    return max((at for at in heard if at is not None), default=None)
