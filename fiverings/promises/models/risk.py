"""Risk: how a promise stands just now, by one rule for every kind, and why it may break, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Self

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fiverings.core.models import Entry
from fiverings.core.references import Reference
from fiverings.core.templatetags.moments import relative
from fiverings.people.models import Person

from .attempting import PromiseAttempt
from .kind import Channel
from .outstanding import Outstanding
from .predicting import Pace, minutes_of

LIKELY = 0.5
HALF = 0.5


class Reason(models.TextChoices):
    """Why a promise may break."""

    LIKELY = "likely", gettext_lazy("It is likely to break.")
    QUIET = "quiet", gettext_lazy("Half of its time is over and nothing was done.")


class Acts:
    """What was done about some of what is owed, asked for all of it together when it is first needed."""

    def __init__(self, rows: list[Outstanding]) -> None:
        self.rows = rows

    @cached_property
    def last(self) -> dict[Reference, datetime]:
        """When one of us did anything last about each matter."""
        since = min(each.promise.told_at for each in self.rows)
        ids: dict[str, set[int]] = {}
        for each in self.rows:
            ids.setdefault(each.subject_label, set()).add(each.subject_id)
        found: dict[Reference, datetime] = {}
        for label, some in ids.items():
            lines = Entry.objects.filter(at__gt=since, actor_label=Person._meta.label_lower, mention__label=label)
            done = lines.filter(mention__record_id__in=some).order_by().values("mention__record_id")
            found |= {
                Reference(label, each["mention__record_id"]): each["last"] for each in done.annotate(last=Max("at"))
            }
        return found

    @cached_property
    def tries(self) -> Counter[int]:
        """How often we tried in vain to keep each."""
        tried = PromiseAttempt.objects.filter(promise__in=[each.promise_id for each in self.rows])
        return Counter(tried.values_list("promise", flat=True))


@dataclass(frozen=True)
class Risk:
    """How a promise stands: its minutes in all, how many are over, and how likely it breaks."""

    owed: Outstanding
    pace: Pace
    promised: float
    elapsed: float
    at: datetime
    acts: Acts

    @classmethod
    def of_all(cls, owed: Iterable[Outstanding] | models.QuerySet[Outstanding], *, at: datetime) -> list[Self]:
        """Each of what is owed, in its order."""
        rows, pace = list(owed), cache(Pace.objects.current)
        models.prefetch_related_objects(rows, "promise__calendar_version", "promise__guarantee")
        acts = Acts(rows)
        return [cls(each, pace(each.promise.kind), *minutes_of(each.promise, at), at, acts) for each in rows]

    @cached_property
    def chance(self) -> float:
        return self.pace.chance_to_break(promised=self.promised, elapsed=self.elapsed)

    def reason(self) -> str:
        """Why whoever owes it is to act; empty when all is well."""
        if self.chance >= LIKELY:
            return Reason.LIKELY
        if self.elapsed >= HALF * self.promised and not self._was_acted_on():
            return Reason.QUIET
        return ""

    def because(self) -> str:
        """The reason in a sentence, by what it is computed from: what was done, what is left, how long such take us."""
        ahead, done = relative(self.owed.due_at, self.at, self.owed.person.zone), self._done_so_far()
        if self.reason() == Reason.QUIET:
            return _("{done}, and half of its time is over: it is due {ahead}.").format(done=done, ahead=ahead)
        begins = _("{done}, and it is due {ahead}") if done else _("It is due {ahead}")
        ours = _("{share} in 100 of ours take longer")
        learned = ours if self.pace.pk else _("by rule of thumb {share} in 100 take longer")
        words = f"{begins}; {learned}."
        return words.format(done=done, ahead=ahead, share=min(99, round(100 * self.chance)))

    def _done_so_far(self) -> str:
        tries = self.acts.tries[self.owed.promise_id]
        if tries:
            return ngettext("We tried in vain", "We tried in vain {count} times", tries).format(count=tries)
        if self._was_acted_on():
            return ""
        is_call = self.owed.promise.channel == Channel.PHONE
        return _("Nobody tried to call yet") if is_call else _("Nothing was done yet")

    def _was_acted_on(self) -> bool:
        """Whether one of us did anything about the matter since it was promised."""
        last = self.acts.last.get(self.owed.subject)
        return last is not None and last > self.owed.promise.told_at
