"""Cover: somebody is away; what cannot wait for them is looked after by colleagues, and not for a second by nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Absence, Person

from ..events import CoverBegun, CoverEnded
from .case import Case
from .covering import Covering
from .giving_back import GivingBack
from .one_by_one import attempt_alone
from .passing_along import PassingAlong

GIVEN_BACK_WITHIN = timedelta(days=7)


class CoverQuerySet(Records):
    """The words by which covers are found."""

    def visible_to(self, person: Any) -> Self:
        """Everybody must know who is away, and who looks after what is theirs."""
        return self if person.is_active else self.none()

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def over(self, at: datetime) -> Self:
        """Those whose person is back, and not for long."""
        return self.filter(ended_at__gt=at - GIVEN_BACK_WITHIN)

    def with_everybody(self) -> Self:
        """Each with its absence and its people, in the same query."""
        return self.select_related("absence__person", "absence__substitute")

    def further_all(self, *, at: datetime) -> int:
        """Bring each as far as it goes; how many acts that took."""
        return sum(each.further(at=at) for each in self.with_everybody().order_by("id"))


class Cover(Covering, PassingAlong, GivingBack, Record):
    """An absence is covered: what its person owns and cannot wait is offered to colleagues, and given back after."""

    absence = models.OneToOneField(Absence, on_delete=models.PROTECT, related_name="+", related_query_name="cover")
    begun_at = models.DateTimeField()
    passed_on_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("begun_at")),
                name="cases_a_cover_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return str(self.absence)

    @property
    def person(self) -> Person:
        """Who is away."""
        return self.absence.person

    @classmethod
    def begin_all(cls, *, at: datetime) -> int:
        """Each absence that begins soon, or has begun, is covered once; how many are now."""
        return sum(attempt_alone(cls.begin, absence=each, at=at) for each in _uncovered(at))

    @classmethod
    @together
    def begin(cls, absence: Absence, *, at: datetime) -> bool:
        """Look after what somebody owns from now on; False where that is so already, or they are not away after all."""
        waiting = _uncovered(at).filter(pk=absence.pk).select_for_update(of=("self",), skip_locked=True)
        if (found := waiting.first()) is None:
            return False
        cover = cls(absence=found, begun_at=at)
        cover.save()
        announce(CoverBegun(person=found.person, cover=cover, absence=found), by=None, at=at)
        return True

    def further(self, *, at: datetime) -> int:
        """Offer what nobody is asked about, give on what waited too long; and end when they are back.

        Each on its own, so that what cannot go on holds back nothing else.
        """
        if self.absence.is_over(at):
            return attempt_alone(self.end, at=at)
        acts = [attempt_alone(self.further_one, case=case, at=at) for case in self.cannot_wait()]
        if self.absence.since <= at and self.passed_on_at is None:
            acts.append(self.pass_on_the_rest(at=at))
        return sum(acts)

    def cannot_wait(self) -> list[Case]:
        """What they own still of which something is due before they are back, or somebody waits for a word."""
        soon = models.Q(next_due_at__lt=self.absence.until) | models.Q(waiting_since__isnull=False)
        mine = Case.objects.open().owned_by(self.person).filter(soon)
        return list(mine.with_everybody().order_by("id"))

    @together
    def end(self, *, at: datetime | None = None) -> bool:
        """They are back: what nobody has accepted stays theirs, and what was given may be given back.

        Who goes on being away in another absence is not back.
        """
        at = at or clock.now()
        me = self._as_it_is_now()
        if me.ended_at is not None or me.person.is_away(at):
            return False
        for offer in me.handoffs.filter(outcome="offered", giver=me.person).select_related("case").order_by("case"):
            offer.case._lock().settle_offers(at=at)
        me.ended_at = at
        me.save(update_fields=["ended_at"])
        owners = list({each.owner_id: each.owner for each in me.given()}.values())
        announce(CoverEnded(person=me.person, cover=me, owners=owners), by=None, at=at)
        return True

    def _as_it_is_now(self) -> Cover:
        now = Cover.objects.select_for_update(of=("self",)).get(pk=self.pk)
        self.passed_on_at, self.ended_at = now.passed_on_at, now.ended_at
        return self


def _uncovered(at: datetime) -> Any:
    return Absence.objects.to_cover(at).filter(cover=None, person__is_active=True).select_related("person")
