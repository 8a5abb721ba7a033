"""Measuring: kept for us, and kept for them; the figures of one promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.hours.models import WorkingTime

from .expectation import Expectation
from .kind import Kind
from .outcome import Ending, LateFulfilment, Outcome
from .pausing import Pause
from .promise_consent import PromiseConsent

if TYPE_CHECKING:
    from .promise import Promise

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Measure:
    """Our standard, what was told, what was expected and what happened, all by the same clock."""

    told_at: datetime
    due_at: datetime
    standard_at: datetime | None = None
    expected_at: datetime | None = None
    fulfilled_at: datetime | None = None
    has_consent: bool = False
    working_time: WorkingTime | None = None
    pauses: Sequence[Span] = ()

    @property
    def counted_on_at(self) -> datetime:
        """What was told when they agreed to it, or nothing else is known; else the earlier of told and expected."""
        if self.has_consent or self.expected_at is None:
            return self.due_at
        return min(self.expected_at, self.due_at)

    def told_gap(self) -> timedelta | None:
        """How much later we told them than they expected; None when nobody knows what they expected."""
        return None if self.expected_at is None else self.between(self.expected_at, self.due_at)

    def felt_slack(self) -> timedelta | None:
        """How much sooner it was done than they counted on; less than nothing when it was later."""
        return None if self.fulfilled_at is None else self.between(self.fulfilled_at, self.counted_on_at)

    def internal_slack(self) -> timedelta | None:
        """How much sooner it was done than our standard asks; time in which we waited for them does not count."""
        if self.fulfilled_at is None or self.standard_at is None:
            return None
        return self.between(self.fulfilled_at, self.standard_at) + self.paused(self.fulfilled_at)

    def kept_for_us(self) -> bool | None:
        slack = self.internal_slack()
        return None if slack is None else slack >= timedelta()

    def kept_for_them(self) -> bool | None:
        return None if self.fulfilled_at is None else self.fulfilled_at <= self.counted_on_at

    def is_blind_success(self) -> bool:
        """Kept for us, and not for them."""
        return bool(self.kept_for_us()) and not self.kept_for_them()

    def between(self, start: datetime, end: datetime) -> timedelta:
        """From one moment to another by its clock; less than nothing when the end comes first."""
        if end < start:
            return -self.between(end, start)
        if self.working_time is None:
            return end.astimezone(UTC) - start.astimezone(UTC)
        return self.working_time.elapsed(start, end)

    def paused(self, until: datetime) -> timedelta:
        """How long our clock stood still until then."""
        return sum((self.between(began, ended) for began, ended in self.pauses_until(until)), timedelta())

    def pauses_until(self, until: datetime) -> list[Span]:
        """When our clock stood still, from when it was told until then."""
        spans = ((max(began, self.told_at), min(ended, until)) for began, ended in self.pauses)
        return [(began, ended) for began, ended in spans if began < ended]


class Measuring(models.Model):
    """The ability of a promise to be measured."""

    class Meta:
        abstract = True

    def measure(self) -> Measure:
        """Its figures, from what was told and what became of it."""
        promise = cast("Promise", self)
        guarantee, version, heard = promise.guarantee, promise.calendar_version, self.heard()
        by_hours = version is not None and guarantee is not None and not guarantee.round_the_clock
        return Measure(
            told_at=promise.told_at,
            due_at=promise.due_at,
            standard_at=promise.guarantee_due_at,
            expected_at=promise.expected_by(heard),
            fulfilled_at=promise.fulfilled_at(),
            has_consent=promise.is_agreed(heard),
            working_time=version.working_time() if by_hours and version else None,
            pauses=promise._pauses(),
        )

    def heard(self) -> Expectation | None:
        """What they expect, as they said it last before this was done or let go, perhaps after they were told."""
        promise = cast("Promise", self)
        said = Expectation.objects.filter(subject_label=promise.subject_label, subject_id=promise.subject_id)
        if ended_at := promise.fulfilled_at() or _ended_otherwise(promise):
            said = said.filter(at__lte=ended_at)
        return said.latest_first().first() or promise.expectation

    def expected_by(self, heard: Expectation | None) -> datetime | None:
        """The moment that the customer counts on by what they said, where this is about it."""
        promise = cast("Promise", self)
        if heard is None or not Kind(promise.kind).meets_the_need:
            return None
        return heard.asks_by(max(promise.told_at, heard.at))

    def is_agreed(self, heard: Expectation | None) -> bool:
        """Whether they agreed to our time in spite of what they said: when they were told, or since."""
        promise = cast("Promise", self)
        if (heard is None or promise.expectation_id == heard.pk) and promise.consent:
            return True
        return heard is not None and PromiseConsent.objects.filter(promise=promise, expectation=heard).exists()

    def fulfilled_at(self) -> datetime | None:
        """When it was done, in time or late."""
        promise = cast("Promise", self)
        kept = Outcome.objects.filter(promise=promise, kind=Ending.KEPT).values_list("at", flat=True)
        late = LateFulfilment.objects.filter(promise=promise).values_list("at", flat=True)
        return kept.first() or late.first()

    def _pauses(self) -> list[Span]:
        """When our clock stood still; for an answer or a call it never does."""
        promise = cast("Promise", self)
        if not Kind(promise.kind).may_pause or promise.severity == 1:
            return []
        found = Pause.objects.filter(subject_label=promise.subject_label, subject_id=promise.subject_id)
        return [(each.begun_at, each.ended_at or each.until_at) for each in found]


def _ended_otherwise(promise: Promise) -> datetime | None:
    """When it was replaced or released; what is broken is waited for."""
    ended = Outcome.objects.filter(promise=promise).exclude(kind=Ending.BROKEN)
    return ended.values_list("at", flat=True).first()
