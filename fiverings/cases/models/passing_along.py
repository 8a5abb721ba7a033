"""Passing along: what somebody who is away holds or owes about the cases of others goes to who is here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core.together import together
from fiverings.promises.models import Outstanding

from .case import Case
from .escalating import Escalation
from .helping import CollaborationRequest
from .one_by_one import attempt_alone
from .owning import NOT_THE_OWNERS

if TYPE_CHECKING:
    from .cover import Cover


class PassingAlong(models.Model):
    """The ability of a cover to find somebody for what its person owes besides."""

    class Meta:
        abstract = True

    def pass_on_the_rest(self, *, at: datetime) -> bool:
        """What they accepted to help with or to decide, and is due meanwhile, climbs; what they promised goes along.

        Each on its own; what somebody else was at is tried again with the next round, until all of it was seen to.
        """
        me = cast("Cover", self)
        seen_to = [attempt_alone(self._let_climb, asked=each, at=at) for each in self._asked_of_them()]
        owed = Outstanding.objects.owed_by(me.person).exclude(promise__kind__in=NOT_THE_OWNERS)
        due = owed.filter(due_at__lt=me.absence.until).order_by("subject_label", "subject_id", "id")
        seen_to += [attempt_alone(self._pass_on, owed=each, at=at) for each in due.select_related("promise")]
        return all(seen_to) and attempt_alone(self._note_that_it_is_passed_on, at=at)

    def _asked_of_them(self) -> list[Any]:
        """What is due before they are back, in the order in which cases are locked."""
        me = cast("Cover", self)
        helping = CollaborationRequest.objects.held_by(me.person).filter(needed_by__lt=me.absence.until)
        deciding = Escalation.objects.held_by(me.person).filter(resolve_by__lt=me.absence.until)
        asked = (*helping.select_related("case"), *deciding.exclude(state="decided").select_related("case"))
        return sorted(asked, key=lambda each: each.case_id)

    @together
    def _let_climb(self, *, asked: Any, at: datetime) -> bool:
        """Whether it lies with them still, or with who stands above from now on."""
        me = cast("Cover", self)._as_it_is_now()
        asked._take_up()
        still = asked.ended_at is None and asked.state != "decided" and asked.holder_id == me.person.pk
        if still and me.ended_at is None and asked._above(at)[0].pk != me.person.pk:
            asked._climb(at=at)
        return True

    @together
    def _pass_on(self, *, owed: Outstanding, at: datetime) -> bool:
        """About a case of somebody else it is that one's; about what is solved, who stands in's.

        False where, by the time we have the case, it is owed no more, or about another.
        """
        me, case = cast("Cover", self)._as_it_is_now(), owed.matter()
        if me.ended_at is not None or not isinstance(case, Case):
            return True
        case._lock()
        if case.is_open and case.owner_id == me.person.pk:
            return True
        theirs = case.owner_id != me.person.pk and case.owner.is_active
        heir = case.owner if theirs else next(me.heirs(case, at=at), None)
        return heir is None or Outstanding.objects.filter(pk=owed.pk).pass_to(case, heir, giver=me.person) > 0

    @together
    def _note_that_it_is_passed_on(self, *, at: datetime) -> bool:
        me = cast("Cover", self)._as_it_is_now()
        if me.passed_on_at is not None or me.ended_at is not None:
            return False
        me.passed_on_at = at
        me.save(update_fields=["passed_on_at"])
        return True
