"""Covering: what somebody who is away cannot do themselves is offered to who stands in, or given to who must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.templatetags.moments import when
from fiverings.core.together import together
from fiverings.people.models import Duty, NobodyOnDuty, Person

from .case import Case
from .handing_off import Handoff
from .holding import accept_by
from .letting_go import ACCEPTED_WITHIN
from .owning import owners_by_turns
from .package import package

if TYPE_CHECKING:
    from .cover import Cover


class Covering(models.Model):
    """The ability of a cover to find somebody for each case."""

    class Meta:
        abstract = True

    @together
    def further_one(self, *, case: Case, at: datetime) -> bool:
        """Ask the substitute, then who else suits; who has not accepted in time is passed over for the lead on duty."""
        me, case = cast("Cover", self)._as_it_is_now(), case._lock()
        if me.ended_at is not None or case.is_closed or case.owner_id != me.person.pk:
            return False
        offers = self._offers_of(case)
        offer = case.offer() or offers.order_by("-id").first()
        if offer is not None and at >= _in_time(offer, me, case):
            return self._give_to_who_must(case, at=at)
        if offer is not None and offer.outcome == offer.Outcome.OFFERED:
            return False
        asked = set(offers.exclude(cover=None).values_list("receiver", flat=True))
        heir = next((each for each in self.heirs(case, at=at) if each.pk not in asked), None)
        if heir is None:
            return at >= me.absence.since and self._give_to_who_must(case, at=at)
        case.hand_off(to=heir, **self._package(case, heir, at=at), cover=me, by=None, at=at)
        return True

    def _offers_of(self, case: Case) -> models.QuerySet[Handoff]:
        """To whom its owner, or the house for them, offered it since they are covered, in one absence after another."""
        me = cast("Cover", self)
        lasting = type(me).objects.standing().filter(absence__person=me.person)
        begun = lasting.aggregate(at=models.Min("begun_at"))["at"]
        return case.handoffs.filter(giver=me.person, offered_at__gte=begun)

    def heirs(self, case: Case, *, at: datetime) -> Iterator[Person]:
        """Who may own it meanwhile and is here: the substitute, or theirs; the other advocate; the lead on duty."""
        me = cast("Cover", self)
        moment = max(at, me.absence.since)
        substitute = me.absence.substitute and me.absence.substitute.stand_in(moment)
        return self._suited(case, chain([substitute], owners_by_turns(case.account, moment)), moment)

    def _give_to_who_must(self, case: Case, *, at: datetime) -> bool:
        """Nobody accepted it in time: the lead on duty owns it, else whoever may, who declined it last of all.

        Where none of them sees its account, the first of them is let in.
        """
        me = cast("Cover", self)
        first: list[Person | None] = []
        with suppress(NobodyOnDuty):
            first.append(Duty.lead(at))
        people = [*first, *self.heirs(case, at=at), *owners_by_turns(case.account, at)]
        declined = set(self._offers_of(case).filter(outcome="declined").values_list("receiver", flat=True))
        taker = min(self._suited(case, people, at), key=lambda each: each.pk in declined, default=None)
        if taker is None and (taker := next(self._here(case, people, at), None)) is not None:
            case.account.open_to([taker], by=None, at=at)
        if taker is not None:
            reason = _("{person} is away, and nobody accepted it in time.").format(person=me.person)
            case._pass_to(taker, reason=reason, by=None, at=at)
        return taker is not None

    def _suited(self, case: Case, people: Iterable[Person | None], at: datetime) -> Iterator[Person]:
        return (each for each in self._here(case, people, at) if case._is_visible_to(each))

    def _here(self, case: Case, people: Iterable[Person | None], at: datetime) -> Iterator[Person]:
        """Who of them is here and may own it, whether or not they see its account yet."""
        me = cast("Cover", self)
        for each in dict.fromkeys(people):
            if each is not None and each.pk != me.person.pk and not each.is_away(at) and case.may_be_owned_by(each):
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
