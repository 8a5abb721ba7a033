"""Giving help: who was asked accepts by a time, and answers in words; or says why not, and somebody else is asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Duty, Person, Role
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Promise

from ..events import HelpAccepted, HelpClimbed, HelpDeclined, HelpGiven, HelpStillAsked, HelpWithdrawn
from .holding import accept_by

if TYPE_CHECKING:
    from .case import Case
    from .helping import CollaborationRequest

TOP = 2


class NotAsked(Refused):
    """Only who is asked accepts or declines, once; only who helps answers."""


class NoWords(Refused):
    """Declining, answering and giving up take a sentence."""


class GivingHelp(models.Model):
    """The ability of a request to be accepted, declined, answered and withdrawn."""

    class Meta:
        abstract = True

    @together
    def accept(self, *, by: Person, at: datetime | None = None) -> None:
        """Help from now on; the customer hears who does. NotAsked."""
        request, case, at = self._taken_up(at)
        if not request.is_asked or not request.is_asked_of(by) or not by.stays():
            raise NotAsked(_("You are not asked to help with {case}.").format(case=case))
        request._see_out(at=at)
        request.state, request.holder, request.accepted_at = request.State.HELPING, by, at
        request.promise = Promise.to_ourselves(
            subject=case, journey=case.journey, kind=Promised.HELP, person=by, what=request.what, by=by, at=at,
            due_at=max(request.needed_by, accept_by(case, by, at=at)) if request.needed_by <= at else request.needed_by,
            severity=case.severity,
        )  # fmt: skip
        request.save()
        request._let_in(at=at)
        announce(HelpAccepted(case=case, request=request, helper=by, owner=case.owner), by=by, at=at)
        case.introduce(lambda: _told(by, case), auto="help", at=at)

    @together
    def decline(self, *, reason: str, by: Person, at: datetime | None = None) -> None:
        """Say why not; who stands above is asked. NotAsked, NoWords; at the top there is nobody else."""
        request, case, at = self._taken_up(at)
        if not request.is_asked or by.pk != request.holder_id:
            raise NotAsked(_("You are not asked to help with {case}.").format(case=case))
        if not reason.strip():
            raise NoWords(_("Say why you cannot."))
        holder, level = request._above(at)
        if holder.pk == by.pk:
            raise NotAsked(_("Nobody stands above you. Help, or let {owner} ask again.").format(owner=case.owner))
        case.journey.note(reason, by=by, at=at)
        request._lie_with(holder, level=level, at=at)
        request.save()
        announce(HelpDeclined(case=case, request=request, person=by, holder=holder), by=by, at=at)

    @together
    def give(self, *, answer: str, by: Person, at: datetime | None = None) -> None:
        """Tell the owner what was asked; the promise to them is kept. NotAsked, NoWords."""
        request, case, at = self._taken_up(at)
        if request.state != request.State.HELPING or by.pk != request.holder_id:
            raise NotAsked(_("You do not help with {case}.").format(case=case))
        if not answer.strip():
            raise NoWords(_("Say what you found."))
        request.answer = answer.strip()
        request._keep_promise(by=by, at=at)
        request._end(request.State.DONE, words="", by=by, at=at)
        announce(HelpGiven(case=case, request=request, helper=by, owner=case.owner), by=by, at=at)
        case.keep_promising(at=at)

    @together
    def withdraw(self, *, by: Person, at: datetime | None = None) -> None:
        """It is not needed any more. NotAsked for anybody but who asked, the owner or a lead."""
        request, case, at = self._taken_up(at)
        may = by.pk in (request.asked_by_id, case.owner_id) or by.has_role(Role.LEAD)
        if request.ended_at is not None or not may:
            raise NotAsked(_("There is nothing of yours to withdraw."))
        request._end(request.State.WITHDRAWN, words=str(_("Not needed any more.")), by=by, at=at)
        announce(HelpWithdrawn(case=case, request=request, holder=request.holder), by=by, at=at)
        case.keep_promising(at=at)

    def is_asked_of(self, person: Person) -> bool:
        """Who holds it, whom the owner named, or anybody of the department."""
        request = cast("CollaborationRequest", self)
        team = request.to_team
        named = person.pk in (request.holder_id, request.to_person_id)
        named = named or (team is not None and team.memberships.current().filter(person=person).exists())
        return named and person.pk != request.case.owner_id and person.may("cases.help")

    def _taken_up(self, at: datetime | None) -> tuple[Any, Case, datetime]:
        request: Any = self
        return request, request._take_up(), at or clock.now()

    def _end(self, state: str, *, words: str, by: Person | None, at: datetime) -> None:
        request: Any = self
        request.state, request.ended_at = state, at
        request.save()
        request._see_out(at=at)
        if words:
            request._release_promise(words, by=by, at=at)

    def _above(self, at: datetime) -> tuple[Person, int]:
        """Who is asked next: the lead on duty, then the executive; the owner and who was asked just now are passed."""
        request, duty = cast("CollaborationRequest", self), (Duty.lead(at), Duty.executive(at))
        for level in range(request.level + 1, TOP):
            if duty[level - 1].pk not in (request.holder_id, request.case.owner_id):
                return duty[level - 1], level
        return duty[-1], TOP

    def _climb(self, *, at: datetime) -> None:
        request, before = cast("CollaborationRequest", self), cast("CollaborationRequest", self).holder
        holder, level = request._above(at)
        if not request.is_asked:
            request._release_promise(_("{person} has left.").format(person=before), by=None, at=at)
            request.state, request.promise, request.accepted_at = request.State.ASKED, None, None
        request._lie_with(holder, level=level, at=at)
        request.save()
        request.case.keep_promising(at=at)
        if holder.pk == before.pk:
            announce(HelpStillAsked(case=request.case, request=request, holder=holder), by=None, at=at)
        else:
            climbed = HelpClimbed(case=request.case, request=request, before=before, holder=holder)
            announce(climbed, by=None, at=at)


def _told(helper: Person, case: Case) -> str:
    """What the customer reads: both names, and whose case it stays."""
    names = {"helper": helper.name, "owner": case.owner.name, "case": case}
    return _(
        "{helper} now helps {owner} with {case}. {owner} stays responsible until you say that it is solved,"
        " and you need not tell anything twice."
    ).format(**names)
