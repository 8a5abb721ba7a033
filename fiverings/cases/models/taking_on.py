"""Taking on: who is offered a case says in their own words what it is, and owns it; or says why not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import CaseHandedOff, HandoffDeclined
from .reading_back import own_words_in

if TYPE_CHECKING:
    from .case import Case


class NotOffered(Refused):
    """Only who was asked answers, once."""


class NotReadBack(Refused):
    """Who answers an offer says something: what they understood, or why not."""


class TakingOn(models.Model):
    """The ability of an offer to be accepted and declined."""

    class Meta:
        abstract = True

    @together
    def accept(self, *, read_back: str, by: Person, at: datetime | None = None) -> None:
        """Own the case from now on, having said in one's own words what it is; the customer hears who and why.

        Refused: NotOffered unless one was asked, NotReadBack without words of one's own.
        """
        handoff: Any = self
        if not read_back.strip():
            raise NotReadBack(_("Say in your own words what you take over."))
        case, at = handoff._take_up(by), at or clock.now()
        handoff._refuse_what_shows_nothing(read_back)
        if not case.may_be_owned_by(by):
            raise NotOffered(_("Only a customer advocate owns {case}.").format(case=case))
        if not case._is_visible_to(by):
            raise NotOffered(_("You may not see the account of {case} any more.").format(case=case))
        handoff._settle(handoff.Outcome.ACCEPTED, at=at, read_back=read_back.strip(), accepted_in=CurrentTransaction())
        case._give_to(by)
        announce(CaseHandedOff(case=case, handoff=handoff, giver=handoff.giver, receiver=by), by=by, at=at)
        case.introduce_owner(instead_of=handoff.giver, why=handoff.why, at=at)

    @together
    def decline(self, *, reason: str, by: Person, at: datetime | None = None) -> None:
        """Leave the case with its owner, and note why; NotOffered unless one was asked, NotReadBack without words."""
        handoff: Any = self
        if not reason.strip():
            raise NotReadBack(_("Say why you cannot take it."))
        case, at = handoff._take_up(by), at or clock.now()
        handoff._settle(handoff.Outcome.DECLINED, at=at)
        case.journey.note(reason, by=by, at=at)
        announce(HandoffDeclined(case=case, handoff=handoff, giver=handoff.giver), by=by, at=at)

    def _refuse_what_shows_nothing(self, read_back: str) -> None:
        handoff: Any = self
        told = (handoff.note, handoff.next_step, handoff.why, handoff.case.need)
        if not own_words_in(read_back, told=told):
            words = _(
                "That fits any case, or only repeats what you were told. Say what they need, and what you do next."
            )
            raise NotReadBack(words)

    def _take_up(self, by: Person) -> Case:
        """The case, locked, when it is this person who was asked, and not answered yet."""
        handoff: Any = self
        case: Case = handoff.case._lock()
        handoff.refresh_from_db()
        if handoff.outcome != handoff.Outcome.OFFERED or by.pk != handoff.receiver_id or not by.is_active:
            raise NotOffered(_("{case} is not offered to you.").format(case=case))
        handoff.case = case
        return case

    def _settle(self, outcome: str, *, at: datetime, **more: Any) -> None:
        handoff: Any = self
        handoff.outcome, handoff.answered_at = outcome, at
        type(handoff).objects.filter(pk=handoff.pk).update(outcome=outcome, answered_at=at, **more)
