"""Covering: what somebody who is away cannot do themselves is offered to who stands in, or given to who must."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.templatetags.moments import when
from fiverings.core.together import together
from fiverings.people.models import Duty, NobodyOnDuty, Person
from fiverings.promises.models import Outstanding

from .case import Case
from .escalating import Escalation
from .handing_off import Handoff
from .helping import CollaborationRequest
from .holding import accept_by
from .letting_go import ACCEPTED_WITHIN
from .owning import NOT_THE_OWNERS, owners_by_turns
from .package import package

if TYPE_CHECKING:
    from .cover import Cover


class Covering(models.Model):
    """The ability of a cover to find somebody for each case, and for what its person owes besides."""

    class Meta:
        abstract = True

    @together
    def further_one(self, *, case: Case, at: datetime) -> bool:
        """Ask the substitute, then who else suits; who has not accepted in time is passed over for the lead on duty."""
        me, case = cast("Cover", self)._as_it_is_now(), case._lock()
        if me.ended_at is not None or case.is_closed or case.owner_id != me.person.pk:
            return False
        offer = case.handoffs.filter(giver=me.person, offered_at__gte=me.begun_at).order_by("-id").first()
        offer = case.offer() or offer
        if offer is not None and at >= _in_time(offer, me, case):
            return self._give_to_who_must(case, at=at)
        if offer is not None and offer.outcome == offer.Outcome.OFFERED:
            return False
        asked = set(case.handoffs.filter(cover=me).values_list("receiver", flat=True))
        heir = next((each for each in self.heirs(case, at=at) if each.pk not in asked), None)
        if heir is not None:
            case.hand_off(to=heir, **self._package(case, heir, at=at), cover=me, by=None, at=at)
        return heir is not None

    def heirs(self, case: Case, *, at: datetime) -> Iterator[Person]:
        """Who may own it meanwhile and is here: the substitute, or theirs; the other advocate; the lead on duty."""
        me = cast("Cover", self)
        moment = max(at, me.absence.since)
        substitute = me.absence.substitute and me.absence.substitute.stand_in(moment)
        return self._suited(case, chain([substitute], owners_by_turns(case.account, moment)), moment)

    @together
    def pass_on_the_rest(self, *, at: datetime) -> bool:
        """What they accepted to help with or to decide, and is due meanwhile, climbs; what they promised goes along."""
        me = cast("Cover", self)._as_it_is_now()
        if me.passed_on_at is not None or me.ended_at is not None:
            return False
        until = me.absence.until
        helping = CollaborationRequest.objects.held_by(me.person).filter(needed_by__lt=until)
        deciding = Escalation.objects.held_by(me.person).filter(resolve_by__lt=until)
        for asked in (*helping.select_related("case"), *deciding.exclude(state="decided").select_related("case")):
            asked._take_up()
            if asked._above(at)[0].pk != me.person.pk:
                asked._climb(at=at)
        self._pass_on_what_is_owed(at=at)
        me.passed_on_at = at
        me.save(update_fields=["passed_on_at"])
        return True

    def _pass_on_what_is_owed(self, *, at: datetime) -> None:
        """What they promised about a case of somebody else is that one's; about what is solved, who stands in's."""
        me = cast("Cover", self)
        owed = Outstanding.objects.owed_by(me.person).exclude(promise__kind__in=NOT_THE_OWNERS)
        for each in owed.filter(due_at__lt=me.absence.until).select_related("promise"):
            case = each.matter()
            if isinstance(case, Case) and (case.is_closed or case.owner_id != me.person.pk):
                theirs = case.owner_id != me.person.pk and case.owner.is_active
                heir = case.owner if theirs else next(self.heirs(case, at=at), None)
                if heir is not None:
                    Outstanding.objects.filter(pk=each.pk).pass_to(case, heir)

    def _give_to_who_must(self, case: Case, *, at: datetime) -> bool:
        """Nobody accepted it in time: the lead on duty owns it, else whoever may."""
        me = cast("Cover", self)
        first: list[Person | None] = []
        with suppress(NobodyOnDuty):
            first.append(Duty.lead(at))
        taker = next(self._suited(case, chain(first, self.heirs(case, at=at)), at), None)
        if taker is not None:
            reason = _("{person} is away, and nobody accepted it in time.").format(person=me.person)
            case._pass_to(taker, reason=reason, by=None, at=at)
        return taker is not None

    def _suited(self, case: Case, people: Iterator[Person | None], at: datetime) -> Iterator[Person]:
        me = cast("Cover", self)
        for each in dict.fromkeys(people):
            if each is None or each.pk == me.person.pk or each.is_away(at):
                continue
            if case.may_be_owned_by(each) and case._is_visible_to(each):
                yield each

    def _package(self, case: Case, heir: Person, *, at: datetime) -> dict[str, Any]:
        me = cast("Cover", self)
        back = when(me.absence.until, heir.zone)
        why = _("{person} is away until {back}.").format(person=me.person, back=back)
        return package(case, why=why, zone=heir.zone, at=at)


def _in_time(offer: Handoff, cover: Cover, case: Case) -> datetime:
    """By when it is accepted: in a quarter of an hour of work; of any clock when something is due before; never before
    they are away."""
    worked = accept_by(case, offer.receiver, at=offer.offered_at)
    is_urgent = case.next_due_at is not None and case.next_due_at <= worked
    return max(cover.absence.since, offer.offered_at + ACCEPTED_WITHIN if is_urgent else worked)
