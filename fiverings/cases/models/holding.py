"""Holding: what is asked of us is held at every moment by one named person, who accepts it by a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse

from fiverings.customers.models import Account, AccountAccess
from fiverings.hours.models import NotAnswerable
from fiverings.people.models import Duty, Person, Role
from fiverings.promises.models import Ending, Outstanding, Promise
from fiverings.promises.models import Outcome as PromiseOutcome

from .climbing import UNANSWERED

if TYPE_CHECKING:
    from .case import Case

ACCEPTED_WITHIN = 15
ACCEPTED_AT_ONCE = timedelta(minutes=5)
SEES_IT_AFTERWARDS = timedelta(days=7)
A_LIFETIME = timedelta(days=36525)

Rungs = Callable[[Person, datetime], list[Person]]
"""Who is turned to instead of an owner, one after the other: the `ladder`, or what was found there a moment ago."""


class Holding(models.Model):
    """The ability of what is asked to be held: with whom it lies, and what that lets them see."""

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Where its holder answers, who may not see the case yet: at home, before anything else."""
        return reverse("home")

    def _lie_with(self, holder: Person, *, level: int, at: datetime) -> None:
        """This person is asked from now on, may look at what they are asked about, and has their own time to accept."""
        me: Any = self
        if me.holder_id not in (None, holder.pk):
            me._see_out(at=at)
        me.holder, me.level, me.accept_by = holder, level, accept_by(me.case, holder, at=at)
        me._let_look(at=at)

    def _let_look(self, *, at: datetime) -> None:
        """Who is asked reads the account until they answer, even when they would not otherwise."""
        me: Any = self
        if not me._in_sight(Account.objects.visible_to(me.holder, at=at + A_LIFETIME)):
            me.case.account.grant(to=me.holder, why=AccountAccess.Reason.ASKED, by=None, at=at)

    def _let_in(self, *, at: datetime) -> None:
        """Whoever has accepted it works for the account until it ends, even when they would not otherwise."""
        me: Any = self
        if not me._in_sight(Account.objects.worked_for_by(me.holder, at=at + A_LIFETIME)):
            me.case.account.grant(to=me.holder, why=AccountAccess.Reason.REQUEST, by=None, at=at)

    def _in_sight(self, accounts: Any) -> bool:
        me: Any = self
        found: bool = accounts.filter(pk=me.case.account_id).exists()
        return found

    def _see_out(self, *, at: datetime) -> None:
        """Who only looked sees it no more, who worked for it a week more; unless something else of theirs stands."""
        me: Any = self
        held = {state for each in me._held_besides() for state in each.values_list("state", flat=True)}
        accesses = me.case.account.accesses.of(me.holder).filter(until=None)
        if not held.intersection(UNANSWERED):
            for looked in accesses.to_look():
                looked.end(by=None, at=at)
        if not held:
            accesses.filter(why=AccountAccess.Reason.REQUEST).update(until=at + SEES_IT_AFTERWARDS)

    def _held_besides(self) -> Iterator[models.QuerySet[Any]]:
        """What else of this account lies with the holder, whether help is asked, a decision or goodwill."""
        me: Any = self
        for asked in (me.case.requests.model, me.case.escalations.model, me.case.approvals.model):
            held = asked.objects.filter(holder=me.holder, case__account=me.case.account_id, ended_at=None)
            yield held.exclude(pk=me.pk) if asked is type(me) else held

    def _keep_promise(self, *, by: Person, at: datetime) -> None:
        """What its holder promised is done, be it late."""
        me: Any = self
        promise: Promise | None = me.promise
        if promise is None:
            return
        if Outstanding.objects.filter(promise=promise).exists():
            promise.keep(evidence=me, by=by, at=at)
        elif PromiseOutcome.objects.filter(promise=promise, kind=Ending.BROKEN, promise__late_fulfilment=None).exists():
            promise.fulfil_late(evidence=me, by=by, at=at)

    def _release_promise(self, words: str, *, by: Person | None, at: datetime) -> None:
        """What its holder promised need not be done any more; what is overdue breaks by itself."""
        me: Any = self
        if me.promise and Outstanding.objects.filter(promise=me.promise, due_at__gte=at).exists():
            me.promise.release(words=words, by=by, at=at)


def accept_by(case: Case, holder: Person, *, at: datetime) -> datetime:
    """A quarter of an hour in which the staff is at work; five minutes by any clock when it is most severe."""
    if case.severity == 1:
        return at + ACCEPTED_AT_ONCE
    for team in (holder.team(), case.owner.team()):
        if team is not None and team.calendar is not None and team.calendar.current is not None:
            with suppress(NotAnswerable):
                return team.calendar.current.working_time().due(at, ACCEPTED_WITHIN)
    return at + timedelta(minutes=ACCEPTED_WITHIN)


def ladder(owner: Person, at: datetime) -> list[Person]:
    """Who is turned to, one after the other: the lead of the owner's team, the lead on duty, who leads those leads.

    The owner asks somebody else, as long as there is anybody; the executive on duty stands at the top.
    """
    team, top = owner.team(), Duty.executive(at)
    members = team.memberships.current().select_related("person") if team else []
    leads = [each.person for each in members if each.person.is_active and each.person.has_role(Role.LEAD)]
    rungs = [person for person in leads if not person.is_away(at)] + [Duty.lead(at)]
    if team is not None and team.executive is not None and (stand_in := team.executive.stand_in(at)):
        rungs.append(stand_in)
    others = {person.pk: person for person in rungs if person.pk not in (owner.pk, top.pk)}
    return [*others.values(), top]
