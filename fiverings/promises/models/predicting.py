"""Predicting: how likely a promise breaks, from how long its kind has taken us; about promises, never about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import erfc, exp, log, pi, sqrt
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce

from fiverings.core.models import Record, Records
from fiverings.people.models import Person

from .kind import Kind
from .outcome import Ending

if TYPE_CHECKING:
    from .promise import Promise

ENOUGH = 30
"""So many promises of a kind must have been done before our own history is believed."""
LOOKS_BACK = 500
SPREAD = 0.8
LEAST_SPREAD = 0.2
A_MINUTE = 1.0
ROUNDS = 500
CLOSE = 1e-7
FAR_OUT = 30.0


class PaceQuerySet(Records):
    """The words by which paces are found."""

    def visible_to(self, person: Person) -> Self:
        """How fast the house is, is no secret among the staff."""
        return self if person.is_active else self.none()

    def current(self, kind: str) -> Pace:
        """What was learned last about a kind; else what experts say."""
        found: Pace | None = self.filter(kind=kind).order_by("-since", "-id").first()
        return found or Pace.of_experts(kind)


class Pace(Record):
    """How long a kind of promise takes us: half of them `median` minutes, the logarithms spread by `spread`."""

    append_only: ClassVar[bool] = True

    kind = models.TextField(choices=Kind.choices)
    median = models.FloatField()
    spread = models.FloatField()
    fulfilled = models.PositiveIntegerField()
    since = models.DateTimeField()

    objects = PaceQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["kind", "-since"], name="promises_pace_current"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(median__gt=0, spread__gt=0, fulfilled__gte=ENOUGH),
                name="promises_a_pace_is_learned_from_enough",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.median:.0f} min, n = {self.fulfilled}"

    @classmethod
    def of_experts(cls, kind: str) -> Pace:
        """What is believed of a kind until we have done enough of them."""
        return cls(kind=kind, median=EXPERTS_SAY[Kind(kind)], spread=SPREAD, fulfilled=0)

    @classmethod
    def learn(cls, promise: type[Promise], *, at: datetime) -> list[Self]:
        """What our own history says of each kind that we have done often enough, where it says something new."""
        learned: list[Self] = []
        for kind in Kind:
            done, still_open = _done(promise, kind), _still_open(promise, kind, at)
            if len(done) >= ENOUGH and cls.objects.current(kind).as_learned() != (fit := _fit(done, still_open)):
                learned.append(cls(kind=kind, median=fit[0], spread=fit[1], fulfilled=fit[2], since=at))
        return cls.objects.bulk_create(learned)

    def as_learned(self) -> tuple[float, float, int]:
        return self.median, self.spread, self.fulfilled

    def chance_to_break(self, *, promised: float, elapsed: float) -> float:
        """How likely it is not done within so many minutes when it is not done after so many: S(P) / S(t)."""
        still_open = self._still_open(elapsed)
        if elapsed >= promised or not still_open:
            return 1.0
        return self._still_open(promised) / still_open

    def _still_open(self, minutes: float) -> float:
        """S: the share that takes longer."""
        return 1.0 if minutes <= 0 else erfc(log(minutes / self.median) / (self.spread * sqrt(2))) / 2


def minutes_between(promise: Promise, start: datetime, end: datetime) -> float:
    """By the clock that measures this promise: opening hours, unless our standard runs round the clock."""
    version, standard = promise.calendar_version, promise.guarantee
    if version is None or standard is None or standard.round_the_clock:
        return (end - start) / timedelta(minutes=1)
    return version.working_time().elapsed(start, end) / timedelta(minutes=1)


def minutes_of(promise: Promise, at: datetime) -> tuple[float, float]:
    """How many it was promised for and how many are over; by the clock on the wall where none of its hours is left."""
    in_all, over = (minutes_between(promise, promise.told_at, moment) for moment in (promise.due_at, at))
    if over < in_all or at >= promise.due_at:
        return in_all, over
    a_minute = timedelta(minutes=1)
    return (promise.due_at - promise.told_at) / a_minute, (at - promise.told_at) / a_minute


def _done(promise: type[Promise], kind: str) -> list[float]:
    """How many minutes the latest of a kind took, in time or late."""
    done = models.Q(outcome__kind=Ending.KEPT) | models.Q(late_fulfilment__isnull=False)
    rows = promise.objects.filter(done, kind=kind).annotate(done_at=Coalesce("late_fulfilment__at", "outcome__at"))
    latest = rows.select_related("calendar_version", "guarantee").order_by("-told_at", "-id")[:LOOKS_BACK]
    return [max(A_MINUTE, minutes_between(each, each.told_at, each.done_at)) for each in latest]


def _still_open(promise: type[Promise], kind: str, at: datetime) -> list[float]:
    """How many minutes the latest of a kind have taken so far, or until they broke: that they take longer is known."""
    owed = promise.objects.filter(outstanding__isnull=False, told_at__lt=at)
    undone = promise.objects.filter(outcome__kind=Ending.BROKEN, late_fulfilment=None)
    rows = (owed | undone).filter(kind=kind).annotate(open_until=Coalesce("outcome__at", models.Value(at)))
    latest = rows.select_related("calendar_version", "guarantee").order_by("-told_at", "-id")[:LOOKS_BACK]
    return [max(A_MINUTE, minutes_between(each, each.told_at, each.open_until)) for each in latest]


def _fit(done: Iterable[float], still_open: Iterable[float] = ()) -> tuple[float, float, int]:
    """The likeliest median and spread, where those that are open still are known to take longer than they have.

    Each open one counts as what it may be expected to take, again and again until nothing changes (EM).
    """
    logs, ends = [log(each) for each in done], [log(each) for each in still_open]
    mean, spread = fmean(logs), max(LEAST_SPREAD, pstdev(logs))
    for _round in range(ROUNDS if ends else 0):
        before, sure = (mean, spread), len(logs) + len(ends)
        hazards = [_hazard((each - mean) / spread) for each in ends]
        beyond = [mean + spread * each for each in hazards]
        squares = [mean**2 + spread**2 + spread * each * (end + mean) for each, end in zip(hazards, ends, strict=True)]
        mean = (sum(logs) + sum(beyond)) / sure
        spread = sqrt(max(LEAST_SPREAD**2, (sum(each**2 for each in logs) + sum(squares)) / sure - mean**2))
        if max(abs(mean - before[0]), abs(spread - before[1])) < CLOSE:
            break
    return exp(mean), spread, len(logs)


def _hazard(z: float) -> float:
    """Of a standard normal: its density over what lies beyond; far out nearly z itself."""
    beyond = erfc(z / sqrt(2)) / 2
    return exp(-z * z / 2) / sqrt(2 * pi) / beyond if z < FAR_OUT else z + 1 / z


EXPERTS_SAY = {
    Kind.CALL_BACK: 60.0,
    Kind.NEXT_UPDATE: 60.0,
    Kind.ANSWER: 60.0,
    Kind.FIX: 120.0,
    Kind.VISIT: 240.0,
    Kind.COST: 120.0,
    Kind.CONFIRM: 120.0,
    Kind.CHECK_IN: 240.0,
    Kind.DECISION: 60.0,
    Kind.RECOVERY: 30.0,
    Kind.HELP: 60.0,
}
