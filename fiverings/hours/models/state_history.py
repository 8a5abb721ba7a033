"""Which states a case went through, and in which of them its clock stood still; in minutes since it was created."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from .opening import NotAnswerable
from .working_time import Pause, WorkingTime

SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class StateHistory:
    """Changes of state in order, and the states that suspend the clock until the next one."""

    working_time: WorkingTime
    created_at: datetime
    changes: Sequence[tuple[float, str]]
    suspending: Collection[str]

    @classmethod
    def read(cls, working_time: WorkingTime, asked: dict[str, Any], created_at: datetime | None) -> StateHistory:
        """From `state_history_min` and `suspending_states`; a clock that is always open needs no moment of creation."""
        if created_at is None and not working_time.hours.is_always_open:
            raise NotAnswerable("created: missing; minutes since creation need it on a calendar that closes")
        changes = [(float(minute), str(state)) for minute, state in asked["state_history_min"]]
        if not changes or sorted(changes, key=lambda change: change[0]) != changes:
            raise NotAnswerable("state_history_min must hold changes of state, in order")
        return cls(working_time, created_at or SOME_DAY, changes, asked["suspending_states"])

    def due_minute(self, start: float, span: float) -> float:
        """When so many minutes are used up. A suspension that nothing has ended yet cannot move it."""
        return self._minute(self.working_time.due(self._at(start), span, pauses=self._pauses()))

    def minutes_used(self, start: float, end: float) -> float:
        """The working minutes within the life of the case, which stands still for good in a last suspending state."""
        last, state = self.changes[-1]
        begin, end = max(start, self.changes[0][0]), min(end, last) if state in self.suspending else end
        used = self.working_time.elapsed(self._at(begin), self._at(end), pauses=self._pauses())
        return used / timedelta(minutes=1)

    def _pauses(self) -> list[Pause]:
        steps = pairwise(self.changes)
        return [(self._at(since), self._at(until)) for (since, state), (until, _) in steps if state in self.suspending]

    def _at(self, minute: float) -> datetime:
        return self.created_at + timedelta(minutes=minute)

    def _minute(self, at: datetime) -> float:
        return (at - self.created_at) / timedelta(minutes=1)
