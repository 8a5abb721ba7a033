"""Seeing off: a farewell goes on by the clock until nothing is left of what somebody holds; then they leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Duty, NobodyOnDuty, Person, Role
from fiverings.promises.models import Outstanding

from ..events import FarewellCompleted
from .case import Case
from .escalating import Escalation
from .helping import CollaborationRequest
from .letting_go import standing_duties

if TYPE_CHECKING:
    from .farewell import Farewell


class SeeingOff(models.Model):
    """The ability of a farewell to go on, and to end with nothing left."""

    class Meta:
        abstract = True

    @together
    def further_one(self, *, case: Case, at: datetime) -> bool:
        """Within the time somebody is asked to own it; afterwards it is taken over by who let them leave."""
        me, case = cast("Farewell", self)._as_it_is_now(), case._lock()
        if me.ended_at is not None or case.is_closed or case.owner_id != me.person_id:
            return False
        if at < me.accept_by:
            asked = case.offer() is not None or case.handoffs.filter(offered_at__gte=me.begun_at).exists()
            return not asked and me._offer_to_an_heir(case, at=at)
        taker = next(self._takers(case, at=at), None)
        if taker is not None:
            reason = _("{person} leaves, and nobody accepted it in time.").format(person=me.person)
            case._pass_to(taker, reason=reason, by=None, at=at)
        return taker is not None

    @together
    def leave(self, *, at: datetime) -> bool:
        """They go when they own nothing and no seat is theirs: what they hold climbs, what they owe is passed on."""
        me = cast("Farewell", self)._as_it_is_now()
        if me.ended_at is not None or me.owned() or standing_duties(me.person).exists():
            return False
        me._entrust_their_accounts(at=at)
        me.person.deactivate(by=me.by, at=at)
        for model in (CollaborationRequest, Escalation):
            for asked in model.objects.overdue(at).filter(holder=me.person).select_related("case"):
                asked._take_up()
                asked._climb(at=at)
        self._pass_on_what_is_owed(at=at)
        me.ended_at, me.ending = at, me.Ending.LEFT
        me.save(update_fields=["ended_at", "ending"])
        announce(FarewellCompleted(person=me.person, farewell=me, let_go_by=me.by), by=None, at=at)
        return True

    def _entrust_their_accounts(self, *, at: datetime) -> None:
        """Whose voice they were hears another one: the successor's where they may, else who stands in."""
        me = cast("Farewell", self)
        to = me.successor if me.successor.has_role(Role.ADVOCATE) and me.successor.is_active else None
        Account.entrust_all(me.person, to=to, reason=_("{person} has left.").format(person=me.person), by=None, at=at)

    def _pass_on_what_is_owed(self, *, at: datetime) -> None:
        """What they promised about a case of somebody else is that one's; about what is solved, the successor's."""
        me = cast("Farewell", self)
        for owed in Outstanding.objects.owed_by(me.person).select_related("promise"):
            case = owed.matter()
            if isinstance(case, Case):
                hers = case.owner if case.owner.is_active else next(me.heirs(case, at=at), me.successor)
                Outstanding.objects.filter(pk=owed.pk).pass_to(case, hers)

    def _takers(self, case: Case, *, at: datetime) -> Iterator[Person]:
        """Who owns what nobody accepted: who let them leave, the lead on duty, then whoever may."""
        me = cast("Farewell", self)
        first = [me.by]
        with suppress(NobodyOnDuty):
            first.append(Duty.lead(at))
        for each in chain(first, me.heirs(case, at=at)):
            if each.pk != me.person_id and case.may_be_owned_by(each) and case._is_visible_to(each):
                yield each
