"""Letting go: a lead lets somebody leave, and every case of theirs is offered to a colleague in the same act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Duty, Person, Role

from ..events import FarewellBegun, FarewellCalledOff
from .case import Case
from .handing_off import Handoff
from .owning import natural_owner
from .package import package

if TYPE_CHECKING:
    from .farewell import Farewell

ACCEPTED_WITHIN = timedelta(minutes=15)


class CannotLetGo(Refused):
    """Somebody else lets one leave, once, and names who takes over what is held."""


class LettingGo(models.Model):
    """The ability of a farewell to begin, to ask somebody else, and to be called off."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def begin(
        cls,
        person: Person,
        *,
        successor: Person,
        note: str = "",
        receivers: Mapping[Case, Person] | None = None,
        relief: Mapping[str, Person] | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> Self:
        """Let somebody leave once colleagues have accepted what they own: whom each is offered to, else the successor.

        Refused: CannotLetGo, and with the words of each offer that cannot be made.
        """
        at = at or clock.now()
        _refuse_to_let_go(person, successor, by)
        _relieve(person, relief or {}, by=by, at=at)
        farewell = cls(
            person=person, successor=successor, note=note.strip(), begun_at=at, accept_by=at + ACCEPTED_WITHIN, by=by
        )
        farewell.save()
        announce(FarewellBegun(person=person, farewell=cast(Any, farewell), successor=successor), by=by, at=at)
        for case in farewell.owned():
            farewell._offer_first(case, (receivers or {}).get(case), at=at)
        return farewell

    def lets_go(self, person: Person) -> bool:
        """Whether it is this person who leaves, and has not gone yet."""
        return self._me.ended_at is None and self._me.person_id == person.pk

    def owned(self) -> list[Case]:
        """What they own still, in the order in which it is locked."""
        return list(Case.objects.open().owned_by(self._me.person).with_everybody().order_by("id"))

    @together
    def offer(self, case: Case, *, to: Person, by: Person, at: datetime | None = None) -> Handoff:
        """Ask this colleague, and nobody else any more. CannotLetGo, CannotHandOff."""
        self._as_it_is_now()
        case, at = case._lock(), at or clock.now()
        if not self.lets_go(case.owner) or not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise CannotLetGo(_("{person} does not own it any more.").format(person=self._me.person))
        case.settle_offers(at=at)
        return self._offer(case, to, by=by, at=at)

    @together
    def call_off(self, *, by: Person, at: datetime | None = None) -> None:
        """They stay after all, with what nobody accepted yet. CannotLetGo when it is over."""
        me, at = self._as_it_is_now(), at or clock.now()
        if me.ended_at is not None:
            raise CannotLetGo(_("{person} is not leaving.").format(person=me.person))
        for case in me.owned():
            case._lock().settle_offers(at=at)
        me.ended_at, me.ending = at, me.Ending.STAYS
        me.save(update_fields=["ended_at", "ending"])
        announce(FarewellCalledOff(person=me.person, farewell=me), by=by, at=at)

    def heirs(self, case: Case, *, at: datetime) -> Iterator[Person]:
        """Who may take it in their place, whom it suits best first: the successor, who else works for its customer."""
        me = self._me
        advocates = Person.objects.with_role(Role.ADVOCATE).order_by("id")
        suited = [
            me.successor,
            *(each.stand_in(at) for each in case.account.advocates()),
            natural_owner(case.account, at=at),
        ]
        for each in dict.fromkeys([*suited, *advocates]):
            if (
                each is not None
                and each.pk != me.person_id
                and case.may_be_owned_by(each)
                and case._is_visible_to(each)
            ):
                yield each

    def _offer_first(self, case: Case, to: Person | None, *, at: datetime) -> None:
        """To whom it was meant for; where the lead may not see its customer, to somebody who works for them."""
        me, case = self._me, case._lock()
        if case.offer() is not None:
            return
        if Case.objects.visible_to(me.by).filter(pk=case.pk).exists():
            self._offer(case, to or me.successor, by=me.by, at=at)
        else:
            self._offer_to_an_heir(case, at=at)

    def _offer_to_an_heir(self, case: Case, *, at: datetime) -> bool:
        heir = next((each for each in self.heirs(case, at=at) if not case.would_bounce(each)), None)
        if heir is not None:
            self._offer(case, heir, by=None, at=at)
        return heir is not None

    def _offer(self, case: Case, to: Person, *, by: Person | None, at: datetime) -> Handoff:
        me, why = self._me, _("{person} leaves.").format(person=self._me.person)
        told = package(case, why=why, note=me.note, zone=me.successor.zone, at=at)
        return case.hand_off(to=to, **told, farewell=me, by=by, at=at)

    def _as_it_is_now(self) -> Farewell:
        me = self._me
        now = type(me).objects.select_for_update(of=("self",)).get(pk=me.pk)
        me.ended_at, me.ending = now.ended_at, now.ending
        return me

    @property
    def _me(self) -> Farewell:
        return cast("Farewell", self)


def _refuse_to_let_go(person: Person, successor: Person, by: Person) -> None:
    for refused, words in (
        (not by.may("cases.let_leave"), gettext_lazy("You may not let {person} leave.")),
        (person.pk == by.pk, gettext_lazy("Somebody else lets you leave.")),
        (not person.is_active or person.is_program, gettext_lazy("{person} does not work here.")),
        (successor.pk == person.pk or not successor.is_active, gettext_lazy("{successor} cannot take over.")),
    ):
        if refused:
            raise CannotLetGo(words.format(person=person, successor=successor))
    if person.has_role(Role.ADMIN):
        person.require_another_administrator()


def _relieve(person: Person, relief: Mapping[str, Person], *, by: Person, at: datetime) -> None:
    """Whoever stands on the roster is relieved first: no seat is empty for a second."""
    for duty in standing_duties(person):
        if duty.seat not in relief:
            raise CannotLetGo(_("Say who is {seat} instead.").format(seat=duty.get_seat_display().lower()))
        Duty.take(duty.seat, person=relief[duty.seat], since=at, by=by, at=at)


def standing_duties(person: Person) -> models.QuerySet[Duty]:
    """The seats that are this person's until somebody else takes over."""
    return person.duties.filter(until=None).order_by("seat")
