"""Explaining: every figure of a promise beside what it was computed from, so that anybody can check it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from fiverings.hours.models.question import plain
from fiverings.hours.models.reading_moments import written_moment

from .expectation import Expectation
from .measuring import Measure
from .outcome import LateFulfilment, Outcome
from .promise import Promise

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Explanation:
    """One promise at one moment: expected, told, allowed and done, in minutes of one clock from one start."""

    promise: Promise
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Moments in UTC, spans in minutes of the clock that is named, from the moment that is named."""
        promise = self.promise
        return {
            "promise": promise.pk,
            "kind": str(promise.kind),
            "sentence": promise.sentence,
            "to": str(promise.to_contact) if promise.to_contact else None,
            "owed_by": str(promise.owed_by),
            "severity": promise.severity,
            "zone": promise.zone,
            "counted_from": written_moment(self.start),
            "clock": "round the clock" if self.measure.working_time is None else "opening hours",
            "calendar": self._calendar(),
            "expectation": self._expectation(self.promise.heard()),
            "told": self._told(),
            "consent": self._consent(),
            "guarantee": self._guarantee(),
            "pauses": [self._pause(*each) for each in self.measure.pauses_until(self.until)],
            "outcome": self._outcome(),
            "elapsed": self._elapsed(),
            **self._figures(),
        }

    @cached_property
    def measure(self) -> Measure:
        return self.promise.measure()

    @property
    def until(self) -> datetime:
        """Until when the minutes count: when it was done, or now."""
        return self.measure.fulfilled_at or self.at

    @property
    def start(self) -> datetime:
        """From when the minutes count: when the offer was drawn up, and our standard computed by it."""
        return self.promise.offer.made_at if self.promise.offer else self.promise.told_at

    def minutes(self, start: datetime, end: datetime) -> float | None:
        """Between two moments, by the clock of this promise."""
        return _in_minutes(self.measure.between(start, end))

    def _calendar(self) -> dict[str, Any] | None:
        version = self.promise.calendar_version
        if version is None:
            return None
        return {"version": version.pk, "name": str(version), "zone": version.zone}

    def _expectation(self, heard: Expectation | None) -> dict[str, Any] | None:
        """What they said, also where it is no time that this promise is measured by; None where nobody asked."""
        if heard is None:
            return None
        counted = self.measure.expected_at
        return {
            "id": heard.pk,
            "heard_at": written_moment(heard.at),
            "words": heard.words,
            "by_at": written_moment(heard.by_at) if heard.by_at else None,
            "unknown": heard.is_unknown,
            "minutes": None if counted is None else self.minutes(self.start, counted),
        }

    def _told(self) -> dict[str, Any]:
        promise = self.promise
        return {
            "at": written_moment(promise.told_at),
            "how": str(promise.told_how),
            "by": str(promise.told_by) if promise.told_by else None,
            "due_at": written_moment(promise.due_at),
            "minutes": self.minutes(self.start, promise.due_at),
        }

    def _consent(self) -> dict[str, Any] | None:
        """Who agreed to our time, how and in which words: when they were told, or since."""
        said = self.promise.agreement()
        if said is None:
            return None
        how = str(said.how or self.promise.told_how)
        return {"who": str(said.contact), "how": how, "words": said.words, "at": written_moment(said.at)}

    def _guarantee(self) -> dict[str, Any] | None:
        row, due_at = self.promise.guarantee, self.promise.guarantee_due_at
        if row is None or due_at is None:
            return None
        return {
            "id": row.pk,
            "standard": str(row),
            "since": written_moment(row.since),
            "due_at": written_moment(due_at),
            "minutes": self.minutes(self.start, due_at),
        }

    def _pause(self, begun_at: datetime, ended_at: datetime) -> dict[str, Any]:
        return {
            "from": written_moment(begun_at),
            "until": written_moment(ended_at),
            "minutes": self.minutes(begun_at, ended_at),
        }

    def _outcome(self) -> dict[str, Any] | None:
        outcome = Outcome.objects.filter(promise=self.promise).first()
        if outcome is None:
            return None
        late = LateFulfilment.objects.filter(promise=self.promise).first()
        return {
            "kind": str(outcome.kind),
            "at": written_moment(outcome.at),
            "evidence": str(outcome.evidence) if outcome.evidence else None,
            "fulfilled_late_at": written_moment(late.at) if late else None,
        }

    def _elapsed(self) -> dict[str, Any]:
        """Until it was done; until now while nobody did it."""
        return {
            "until": written_moment(self.until),
            "is_done": self.measure.fulfilled_at is not None,
            "minutes": self.minutes(self.start, self.until),
            "paused": _in_minutes(self.measure.paused(self.until)),
        }

    def _figures(self) -> dict[str, Any]:
        measure = self.measure
        return {
            "told_gap": _in_minutes(measure.told_gap()),
            "felt_slack": _in_minutes(measure.felt_slack()),
            "internal_slack": _in_minutes(measure.internal_slack()),
            "kept_for_us": measure.kept_for_us(),
            "kept_for_them": measure.kept_for_them(),
            "blind_success": measure.is_blind_success() if measure.fulfilled_at else None,
        }


def _in_minutes(span: timedelta | None) -> float | None:
    return None if span is None else plain(round(span / MINUTE, 2))
