"""Visit: that one of us, who does not own the case, is sent to a customer; they see the account while it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from fiverings.conversations.models import Journey
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.customers.models import Account, AccountAccess
from fiverings.people.models import Absence, Person
from fiverings.promises.models import Ending, Outstanding, Promise

from ..events import VisitCalledOff, VisitEntrusted, VisitFellBack, VisitMoved
from .one_by_one import attempt_alone

if TYPE_CHECKING:
    from .case import Case

AT_ONCE = 100
SEES_IT_AFTERWARDS = timedelta(days=7)


class VisitQuerySet(Records):
    """The words by which visits are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees who goes there, and so does whoever goes."""
        seen = Account.objects.visible_to(person)
        return self.filter(Q(promise__journey__account__in=seen) | Q(person=person))

    def standing(self) -> Self:
        """Those that are still to be made."""
        return self.filter(ended_at=None)

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def to(self, account: Account) -> Self:
        return self.filter(promise__journey__account=account)

    def on(self, journey: Journey) -> Self:
        return self.filter(promise__journey=journey)

    def given_up(self, at: datetime) -> Self:
        """Those whose visitor has left, or is away when they are due, or by now where that is later."""
        then = Greatest(OuterRef("promise__due_at"), models.Value(at))
        away = Absence.objects.filter(person=OuterRef("person"), since__lte=then, until__gt=then)
        return self.standing().filter(Q(person__is_active=False) | Exists(away)).order_by("promise__due_at", "id")

    def fall_back_all(self, *, at: datetime) -> int:
        """Whoever owes each of them goes instead, or says who does; how many. One that cannot holds back no other."""
        return sum(attempt_alone(each.fall_back, at=at) for each in self[:AT_ONCE])

    def with_everybody(self) -> Self:
        """Each with its promise and to whom, in the same query."""
        return self.select_related("person", "promise__to_contact", "promise__journey__account", "promise__outstanding")


class Visit(Record):
    """Who goes, for which promise; it ends when they have arrived, when it is called off, or when they cannot."""

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person"], condition=Q(ended_at=None), name="cases_visit_standing"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="cases_a_visit_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.promise}"

    @classmethod
    def who_goes(cls, promises: Iterable[int]) -> dict[int, Person]:
        """Who is sent for each of these promises, of those for which somebody is."""
        standing = cls.objects.standing().filter(promise__in=promises).select_related("person")
        return {each.promise_id: each.person for each in standing}

    @property
    def matter(self) -> Any:
        """The case that it is about now."""
        owed = getattr(self.promise, "outstanding", None)
        found: Any = (owed or self.promise).subject.find()
        return found.survivor()

    @classmethod
    @together
    def follow(cls, promise: Promise, *, at: datetime) -> None:
        """A visit was promised: who comes is sent there, and who was to come before it need not go twice."""
        person = promise.comes if _is_waited_for(promise) else None
        earlier = cls.objects.standing().filter(promise__in=[promise.replaces_id or 0, promise.mends_id or 0])
        before = list(earlier.select_for_update(of=("self",)).with_everybody())
        for each in before:
            each._end(at=at)
            if person is None or each.person_id != person.pk:
                announce(VisitCalledOff(**each._told()), by=promise.told_by, at=at)
        if person is not None:
            visit = cls(promise=promise, person=person, begun_at=at)
            visit.save()
            visit.show(at=at)
            again = any(each.person_id == person.pk for each in before)
            kind = VisitMoved if again else VisitEntrusted
            announce(kind(**visit._told()), by=promise.told_by, at=at)

    @together
    def end(self, *, by: models.Model | None, at: datetime, made: bool) -> None:
        """They have been there; or nobody waits for them, which they are told."""
        visit = self._lock()
        if visit.ended_at is None:
            visit._end(at=at)
            if not made:
                announce(VisitCalledOff(**visit._told()), by=by, at=at)

    @together
    def fall_back(self, *, at: datetime) -> bool:
        """Who was sent cannot go: the owner hears it, and sees that somebody comes. Whether it did."""
        visit = self._lock()
        if not type(self).objects.given_up(at).filter(pk=self.pk).exists():
            return False
        visit._end(at=at)
        case: Case = visit.matter
        announce(VisitFellBack(case=case, visit=visit, person=visit.person, owner=case.owner), by=None, at=at)
        return True

    def show(self, *, at: datetime) -> None:
        """They see the account, and work for it, until the visit has ended."""
        account = self.promise.journey.account
        if not account.accesses.of(self.person).filter(why=AccountAccess.Reason.VISIT, until=None).exists():
            account.grant(to=self.person, why=AccountAccess.Reason.VISIT, by=None, at=at)

    def see_out(self, account: Account | None = None, *, at: datetime) -> None:
        """They see it a week more, unless they go there again."""
        account = account or self.promise.journey.account
        besides = type(self).objects.standing().of(self.person).to(account).exclude(pk=self.pk)
        if not besides.exists():
            seen = account.accesses.of(self.person).filter(why=AccountAccess.Reason.VISIT, until=None)
            seen.update(until=at + SEES_IT_AFTERWARDS)

    def _end(self, *, at: datetime) -> None:
        self.ended_at = max(at, self.begun_at)
        self.save(update_fields=["ended_at"])
        self.see_out(at=at)

    def _told(self) -> dict[str, Any]:
        return {"visit": self, "case": self.matter, "promise": self.promise, "person": self.person}

    def _lock(self) -> Visit:
        rows = type(self).objects.select_for_update(of=("self",))
        locked: Visit = rows.with_everybody().get(pk=self.pk)
        return locked


def _is_waited_for(promise: Promise) -> bool:
    """Whether it is still to be made: owed, or broken and not made yet."""
    if promise.is_internal:
        return False
    broken = Promise.objects.filter(pk=promise.pk, outcome__kind=Ending.BROKEN, late_fulfilment=None)
    return Outstanding.objects.filter(promise=promise).exists() or broken.exists()
