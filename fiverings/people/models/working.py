"""Working: when somebody is at work, by the hours of their team, and when they are back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core import clock
from fiverings.hours.models import NotAnswerable

if TYPE_CHECKING:
    from fiverings.hours.models.working_time import WorkingTime

    from .person import Person

A_NIGHT = timedelta(hours=16)


class Working(models.Model):
    """The ability to be at work; without a team, a calendar, or when it never opens, at any hour."""

    class Meta:
        abstract = True

    def next_working(self, at: datetime | None = None) -> datetime:
        """The first moment from `at` on at which this person is at work: not away, and in the hours of their team."""
        moment = at or clock.now()
        absence = cast("Person", self).absence_at(moment)
        moment = absence.until if absence else moment
        hours = self._hours()
        try:
            return hours.next_open(moment) if hours else moment
        except NotAnswerable:
            return moment

    def back_after(self, at: datetime | None = None) -> datetime:
        """When they work again once they go home now: as their team opens the next time; else after a night."""
        moment, hours = at or clock.now(), self._hours()
        try:
            coming = hours.periods_after(moment) if hours else iter(())
            today = hours.local(moment).date() if hours and hours.is_open(moment) else None
            opens = next(each.opens for each in coming if not hours or hours.local(each.opens).date() != today)
            return self.next_working(opens)
        except (NotAnswerable, StopIteration):
            return moment + A_NIGHT

    def hours_before(self, moment: datetime, span: timedelta) -> datetime:
        """When so much of their working time is left before a moment."""
        hours = self._hours()
        try:
            return hours.start_for(moment, span / timedelta(minutes=1)) if hours else moment - span
        except NotAnswerable:
            return moment - span

    def _hours(self) -> WorkingTime | None:
        team = cast("Person", self).team()
        if team is None or team.calendar is None or team.calendar.current is None:
            return None
        return team.calendar.current.working_time()
