"""Giving back: who was away is offered again what colleagues looked after meanwhile, by one press of its owner."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from .case import Case
from .handing_off import Handoff, Outcome
from .package import package
from .taking_over import Takeover

if TYPE_CHECKING:
    from .cover import Cover


class CannotGiveBack(Refused):
    """What was looked after is given back once its owner is here again, by who has it."""


class GivingBack(models.Model):
    """The ability of a cover to give back what colleagues looked after."""

    class Meta:
        abstract = True

    def given(self) -> Any:
        """The open cases that went to colleagues, and are theirs still."""
        me = cast("Cover", self)
        accepted = Handoff.objects.filter(cover=me, outcome=Outcome.ACCEPTED, giver=me.person)
        taken = Takeover.objects.filter(giver=me.person, at__gte=me.begun_at, at__lte=me.ended_at or clock.now())
        went = models.Q(pk__in=accepted.values("case")) | models.Q(pk__in=taken.values("case"))
        return Case.objects.open().filter(went).exclude(owner=me.person).with_everybody().order_by("id")

    def may_be_given_back_by(self, person: Person) -> list[Case]:
        """What of it this person owns, and has not offered to anybody."""
        mine = self.given().owned_by(person).exclude(handoffs__outcome=Outcome.OFFERED)
        return list(mine.visible_to(person))

    @together
    def give_back(self, *, by: Person, at: datetime | None = None) -> list[Handoff]:
        """Offer all of it that one owns to who is back, with what happened meanwhile. CannotGiveBack, CannotHandOff."""
        me, at = cast("Cover", self)._as_it_is_now(), at or clock.now()
        cases = me.may_be_given_back_by(by)
        if me.person.is_away(at) or not cases:
            raise CannotGiveBack(_("There is nothing to give back to {person} now.").format(person=me.person))
        why = _("{person} looked after it while you were away.").format(person=by)
        told = ((each, package(each, why=why, zone=me.person.zone, at=at)) for each in cases)
        return [each.hand_off(to=me.person, **words, cover=me, by=by, at=at) for each, words in told]
