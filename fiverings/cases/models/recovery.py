"""Recovery: how far a broken word to a customer is made right, read from what was promised, said and done since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Min, QuerySet

from fiverings.conversations.models import Call, Message
from fiverings.hours.models.reading_moments import written_moment
from fiverings.promises.models import Ending, Promise
from fiverings.promises.models import Kind as Promised

from .case import Case
from .parts import parts_of

TELLS = ("conversations.message", "conversations.call", "cases.attendance", "promises.chargedisclosure")
"""What shows that something is done, and tells them so at once."""


@dataclass(frozen=True)
class Tick:
    """One of five steps: when it was done, else by when it is owed."""

    step: str
    at: datetime | None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Chain:
    """One broken word, and all that was promised in its place."""

    case: Case
    broken: Promise
    told: list[Promise]

    @cached_property
    def recoveries(self) -> list[Promise]:
        """That somebody contacts them, asked again each time that it broke too."""
        found, last = [], self.broken
        while last := next((each for each in self.told if each.recovers_id == last.pk), None):  # type: ignore[assignment]
            found.append(last)
        return found

    @cached_property
    def fixes(self) -> list[Promise]:
        """What is owed again in its place, also where it was promised before anybody said sorry."""
        again = [each for each in self.told if each.mends_id is not None and each.kind != Promised.CHECK_IN]
        mine = [each for each in again if each.first_broken().pk == self.broken.pk]
        return mine or [each for each in self.told if self._is_the_same(each)]

    def _is_the_same(self, other: Promise) -> bool:
        same = (other.kind, other.to_contact_id) == (self.broken.kind, self.broken.to_contact_id)
        is_anew = other.mends_id is None and other.pk != self.broken.pk and other.due_at > self.broken.due_at
        return same and is_anew and (_ended_at(other) is None or _done(other) is not None)

    def steps(self) -> Iterator[Tick]:
        """The five, in their order."""
        said = next((at for at in map(_kept_at, self.recoveries) if at), None)
        fixed, owed = self.fixed_at(), next((each for each in self.fixes if _ended_at(each) is None), None)
        again = min((each.told_at for each in self.fixes), default=None)
        owned = again or (said if fixed else None)
        yield Tick("acknowledged", said, None if said else max((each.due_at for each in self.recoveries), default=None))
        yield Tick("owned", owned)
        yield Tick("fixed", fixed, owed.due_at if owed and not fixed else None)
        yield Tick("told", self._told_at(fixed))
        yield self._followed_up(fixed)

    def fixed_at(self) -> datetime | None:
        """When it was done after all, in its own time or by what was promised in its place; else when they say so."""
        done = [at for at in map(_done, [self.broken, *self.fixes]) if at]
        return min(done, default=self.case.ended_at)

    def _told_at(self, fixed: datetime | None) -> datetime | None:
        """When they heard that it is done: at once where words or an arrival did it, else with our next words."""
        shown = [_evidence(each) for each in (self.broken, *self.fixes) if _done(each) == fixed]
        if fixed is None or fixed == self.case.ended_at or any(label in TELLS for label in shown):
            return fixed
        words = Message.objects.filter(thread__journey=self.case.journey_id, direction="out", auto="")
        written = words.filter(told_at__gte=fixed).aggregate(at=Min("told_at"))["at"]
        spoken = Call.objects.talked().since(fixed).filter(journey=self.case.journey_id).aggregate(at=Min("at"))["at"]
        return min((at for at in (written, spoken) if at), default=None)

    def _followed_up(self, fixed: datetime | None) -> Tick:
        """One question serves all that was broken about a case."""
        asked = [each for each in self.told if each.kind == Promised.CHECK_IN and each.due_at > self.broken.due_at]
        done = [at for at in map(_done, asked) if at and fixed and at >= fixed]
        owed = next((each.due_at for each in asked if _ended_at(each) is None), None)
        return Tick("followed_up", min(done, default=None), None if done else owed)


@dataclass(frozen=True)
class Recovery:
    """What broke about a case in one moment, and the five steps by which all of it is made right."""

    broken: list[Promise]
    ticks: list[Tick]

    @classmethod
    def of(cls, case: Case) -> list[Recovery]:
        """Each of them, the latest first."""
        here = {each.pk: each for found in (_told(case), _from_elsewhere(case)) for each in found}
        told = sorted(here.values(), key=lambda each: (each.told_at, each.pk))
        broken = {each.recovers_id for each in told if each.recovers and not each.recovers.is_internal}
        roots = [each for each in told if each.pk in broken and each.mends_id not in broken]
        moments = groupby(sorted(roots, key=_when), key=_when)
        found = [cls._together([Chain(case, each, told) for each in roots]) for _at, roots in moments]
        return found[::-1]

    @classmethod
    def _together(cls, chains: list[Chain]) -> Recovery:
        """A step is done when it is done for all that broke with it."""
        ticks = [_last(together) for together in zip(*(list(each.steps()) for each in chains), strict=True)]
        return cls([each.broken for each in chains], ticks)

    @property
    def is_whole(self) -> bool:
        return all(each.at for each in self.ticks)

    @property
    def at(self) -> datetime:
        """When it broke."""
        return _when(self.broken[0])

    def as_json(self) -> dict[str, Any]:
        """The promises that broke, and when each step was done."""
        done = {each.step: each.at and written_moment(each.at) for each in self.ticks}
        return {"promises": [each.pk for each in self.broken], "broken_at": written_moment(self.at), **done}


WITH = ("outcome", "late_fulfilment", "to_contact", "owed_by", "recovers", "mends__recovers", "mends__mends")


def _told(case: Case) -> QuerySet[Promise]:
    told: QuerySet[Promise] = case.promises_told().select_related(None).select_related(*WITH)
    return told


def _from_elsewhere(case: Case) -> Iterator[Promise]:
    """What was told about another case and broke here, and what makes right here what broke when they were one."""
    yield from case.breaches().exclude(subject_id__in=parts_of(case.pk)).select_related(*WITH)
    owed = Promise.objects.filter(outstanding__in=case.owed(), recovers__isnull=False).select_related(*WITH)
    yield from owed.exclude(subject_id__in=parts_of(case.pk))


def _last(ticks: Iterable[Tick]) -> Tick:
    found = list(ticks)
    at = None if any(each.at is None for each in found) else max(each.at for each in found if each.at)
    due = min((each.due_at for each in found if each.due_at), default=None)
    return Tick(found[0].step, at, None if at else due)


def _ended_at(promise: Promise) -> datetime | None:
    return promise.outcome.at if hasattr(promise, "outcome") else None


def _kept_at(promise: Promise) -> datetime | None:
    return promise.outcome.at if hasattr(promise, "outcome") and promise.outcome.kind == Ending.KEPT else None


def _done(promise: Promise) -> datetime | None:
    """When it was kept, or fulfilled late."""
    return promise.late_fulfilment.at if hasattr(promise, "late_fulfilment") else _kept_at(promise)


def _evidence(promise: Promise) -> str:
    shown = promise.late_fulfilment if hasattr(promise, "late_fulfilment") else getattr(promise, "outcome", None)
    return shown.evidence_label if shown else ""


def _when(promise: Promise) -> datetime:
    at: datetime = promise.outcome.at
    return at
