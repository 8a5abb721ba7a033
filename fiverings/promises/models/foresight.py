"""Foresight: how well we foresaw what broke, over what really happened; about promises, never about people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .kind import Kind
from .outcome import Ending
from .predicting import ENOUGH, Pace, minutes_of
from .promise import Promise

LEAD = timedelta(minutes=20)
"""So long before its time somebody can still do something about a promise."""
LOOKS_BACK = timedelta(days=90)
AT_MOST = 2000


@dataclass(frozen=True)
class Forecast:
    """What was said of one promise twenty minutes before its time, and what became of it."""

    told_at: datetime
    chance: float | None
    warned: bool
    broke: bool


@dataclass(frozen=True)
class Foresight:
    """What was foreseen of one kind of promise, or of all, and what came; a share is None where there is nothing."""

    kind: str
    forecasts: list[Forecast]
    learned_from: int = 0

    @classmethod
    def of_all(cls, *, at: datetime) -> list[Foresight]:
        """All kinds together, then each of which some have ended."""
        kinds = [cls.of(kind, at=at) for kind in Kind]
        return [cls("", [said for each in kinds for said in each.forecasts]), *(each for each in kinds if each.n)]

    @classmethod
    def of(cls, kind: str, *, at: datetime) -> Foresight:
        """Of one kind, the latest that ended kept or broken and could be warned of in time."""
        paces = list(Pace.objects.filter(kind=kind).order_by("-since", "-id"))
        forecasts = [_said(each, _pace_at(paces, kind, each.told_at)) for each in _ended(kind, at)]
        return cls(kind, forecasts, paces[0].fulfilled if paces else 0)

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else _("All kinds")

    @property
    def n(self) -> int:
        return len(self.forecasts)

    @cached_property
    def broken(self) -> int:
        return sum(each.broke for each in self.forecasts)

    @cached_property
    def warned(self) -> int:
        return sum(each.warned for each in self.forecasts)

    @property
    def began(self) -> datetime | None:
        """When the first of them was told."""
        return min((each.told_at for each in self.forecasts), default=None)

    @property
    def ended(self) -> datetime | None:
        """When the last of them was told."""
        return max((each.told_at for each in self.forecasts), default=None)

    @property
    def precision(self) -> float | None:
        """Of those warned of in time, the share that broke; a warning that helped counts against it."""
        return self._hits / self.warned if self.warned else None

    @property
    def recall(self) -> float | None:
        """Of those that broke, the share that was warned of in time."""
        return self._hits / self.broken if self.broken else None

    @property
    def foretold(self) -> list[tuple[float, bool]]:
        """Those that were open still twenty minutes before: how likely they seemed to break, and whether they did."""
        return [(each.chance, each.broke) for each in self.forecasts if each.chance is not None]

    @property
    def brier(self) -> float | None:
        """The mean squared distance of what was said from what came: 0 is always right, 0.25 knows nothing."""
        return _mean_square(self.foretold)

    @property
    def plain(self) -> float | None:
        """What would have come of always saying the share that breaks."""
        if not self.foretold:
            return None
        share = sum(broke for _chance, broke in self.foretold) / len(self.foretold)
        return _mean_square([(share, broke) for _chance, broke in self.foretold])

    @property
    def stage(self) -> str:
        """What the forecasts stand on: experts, our own history, or our own history that proved itself."""
        if self.learned_from < ENOUGH:
            return "expert default"
        brier, plain = self.brier, self.plain
        proved = len(self.foretold) >= ENOUGH and brier is not None and plain is not None and brier < plain
        return "calibrated" if proved else "learning"

    @property
    def stands_on(self) -> str:
        """The same, for who reads it."""
        words = {"expert default": _("what experts say"), "learning": _("our history, not proved yet")}
        return words.get(self.stage, _("our history, proved"))

    @property
    def _hits(self) -> int:
        return sum(each.warned and each.broke for each in self.forecasts)

    def as_json(self) -> dict[str, object]:
        """As it is printed."""
        return {
            "kind": self.kind or "all", "stage": self.stage if self.kind else "", "learned_from": self.learned_from,
            "n": self.n, "from": self.began and self.began.isoformat(), "to": self.ended and self.ended.isoformat(),
            "broken": self.broken, "warned": self.warned, "precision": self.precision, "recall": self.recall,
            "foretold": len(self.foretold), "brier": self.brier, "brier_of_the_share": self.plain,
        }  # fmt: skip


def _ended(kind: str, at: datetime) -> Iterator[Promise]:
    """The latest of a kind that ended kept or broken, and were longer than twenty minutes."""
    ended = Promise.objects.filter(kind=kind, outcome__kind__in=(Ending.KEPT, Ending.BROKEN), due_at__lte=at)
    recent: QuerySet[Promise] = ended.filter(outcome__at__gt=at - LOOKS_BACK).order_by("-told_at", "-id")
    for each in recent.select_related("outcome", "warning", "calendar_version", "guarantee")[:AT_MOST]:
        if each.due_at - each.told_at >= LEAD:
            yield each


def _said(promise: Promise, pace: Pace) -> Forecast:
    """By what was known then, and by nothing that came later."""
    asked_at, chance = promise.due_at - LEAD, None
    if promise.outcome.at > asked_at:
        in_all, elapsed = minutes_of(promise, asked_at)
        chance = pace.chance_to_break(promised=in_all, elapsed=elapsed)
    warned = hasattr(promise, "warning") and promise.warning.at <= asked_at
    return Forecast(promise.told_at, chance, warned, promise.outcome.kind == Ending.BROKEN)


def _pace_at(paces: list[Pace], kind: str, moment: datetime) -> Pace:
    return next((each for each in paces if each.since <= moment), None) or Pace.of_experts(kind)


def _mean_square(said: list[tuple[float, bool]]) -> float | None:
    return sum((chance - broke) ** 2 for chance, broke in said) / len(said) if said else None
