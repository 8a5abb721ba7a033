"""Arriving: one of us is there, and what was promised as a visit is kept; nobody was there, and it is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Site
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding, Promise

from ..events import NobodyWasThere, SomebodyArrived
from .attendance import Attendance

if TYPE_CHECKING:
    from .case import Case


class NoVisitPromised(Refused):
    """Nobody waits for us there: no such visit was promised about this case, or it has ended."""


class NotThen(Refused):
    """Somebody arrives after they were promised, and not before it is so."""


class NoPlace(Refused):
    """Whoever arrives is somewhere: at a site of the account, or where they say."""


class Arriving(models.Model):
    """The ability of a case to have somebody arrive for it."""

    class Meta:
        abstract = True

    def visits(self) -> models.QuerySet[Promise]:
        """The visits that they wait for: still owed, or broken and not made yet; the next due first."""
        case = cast("Case", self)
        owed = Outstanding.objects.of(case).order_by()
        missed = case.breaches().filter(late_fulfilment=None)
        waited_for = owed.values("promise").union(missed.values("pk"))
        return Promise.objects.filter(pk__in=waited_for, kind=Promised.VISIT).order_by("due_at", "id")

    @together
    def arrive(
        self,
        *,
        person: Person | None = None,
        site: Site | None = None,
        place: str = "",
        met: bool = True,
        visits: Iterable[Promise] | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> Attendance:
        """One of us, else whoever says so, is there: it keeps the visits named, else all. Nobody met is an attempt.

        It is never taken back. Refused: AlreadyClosed, NoVisitPromised, NotThen, NoPlace.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_final()
        answered = case._answered_by_arriving(visits)
        _refuse_another_time(at, case, answered)
        attendance = Attendance(case=case, person=person or by, met=met, at=at, **case._where(site, place))
        attendance.save()
        kind = SomebodyArrived if met else NobodyWasThere
        announce(kind(case=case, attendance=attendance, person=attendance.person, owner=case.owner), by=by, at=at)
        for promise in answered:
            case._come(promise, attendance, by=by)
        case.keep_promising(by=by, at=at)
        return attendance

    def _come(self, promise: Promise, attendance: Attendance, *, by: Person) -> None:
        """Kept, or fulfilled late; a broken word is made right in words, not by coming."""
        is_owed, at = Outstanding.objects.filter(promise=promise).exists(), attendance.at
        if is_owed and not attendance.met:
            promise.attempt(words=_("Nobody was there."), by=by, at=at)
        elif is_owed:
            promise.keep(evidence=attendance, by=by, at=at)
        elif attendance.met:
            promise.fulfil_late(evidence=attendance, matter=attendance.case, by=by, at=at)

    def _answered_by_arriving(self, named: Iterable[Promise] | None) -> list[Promise]:
        waited_for = list(self.visits())
        wanted = waited_for if named is None else list(named)
        if not wanted or not {each.pk for each in wanted} <= {each.pk for each in waited_for}:
            raise NoVisitPromised(_("They wait for no such visit: promise it, or write a note."))
        return [each for each in waited_for if each in wanted]

    def _where(self, site: Site | None, place: str) -> dict[str, Site | str | None]:
        if site is not None and site.account_id == cast("Case", self).account_id:
            return {"site": site}
        if site is not None or not place.strip():
            raise NoPlace(_("Say where: a site of theirs, or in words."))
        return {"place": place.strip()}


def _refuse_another_time(at: datetime, case: Case, visits: Iterable[Promise]) -> None:
    if at > clock.now():
        raise NotThen(_("That is still to come. Say it when somebody is there."))
    if at < case.opened_at:
        raise NotThen(_("{case} was opened later than that.").format(case=case))
    if any(at < each.told_at for each in visits):
        raise NotThen(_("The visit was promised later than that."))
