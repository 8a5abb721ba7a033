"""Climbing: what nobody took in time goes to who stands above, by the clock, and never to nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models

from fiverings.core.models import Records

from .one_by_one import attempt_alone

AT_ONCE = 100
UNANSWERED = ("asked", "raised")
"""The states in which whoever is asked has not accepted yet."""


class ClimbingWords(Records):
    """The words by which what waits too long is found, and moved."""

    def unended(self) -> Self:
        return self.filter(ended_at=None)

    def unanswered(self) -> Self:
        return self.filter(state__in=UNANSWERED)

    def held_by(self, person: Any) -> Self:
        return self.filter(ended_at=None, holder=person)

    def climb_all(self, *, at: datetime) -> int:
        """Move each once, whoever else is at it; how many moved. One that cannot holds back no other."""
        return sum(attempt_alone(each._climb_when_overdue, at=at) for each in self.select_related("case")[:AT_ONCE])


class Climbing(models.Model):
    """The ability to go to who stands above when its time has passed."""

    class Meta:
        abstract = True

    def _climb_when_overdue(self, at: datetime) -> bool:
        """Whether it did; who is at its case is not waited for."""
        me: Any = self
        if not me.case._is_free():
            return False
        me._take_up()
        if not me.is_overdue(at):
            return False
        me._climb(at=at)
        return True

    def _take_up(self) -> Any:
        """Its case, locked before itself, and itself as it stands now."""
        me: Any = self
        case = me.case._lock()
        me.refresh_from_db()
        me.case = case
        return case
