"""Parting: what was merged is a need of its own after all; everything goes back to where it was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role
from fiverings.promises.models import Kind, Outstanding, Promise

from ..events import CaseParted
from .case_merge import CaseMerge
from .resolution import Answer, Resolution

if TYPE_CHECKING:
    from .case import Case

PROPOSED = ("solution", "cause", "known_answer", "severity_confirmed", "confirmed_by", "proposed_by")


class CannotPart(Refused):
    """Only what is merged is parted, by an owner of either or a lead."""


class PartFirst(Refused):
    """Who somebody is is not taken back while what others said would go away with what they said."""


SAID_BY_THE_DATABASE["cases_what_was_merged_is_parted_first"] = PartFirst(
    gettext_lazy("Part {named} first: what they said and what others said is one case.")
)


class Parting(models.Model):
    """The ability of a merged case to be parted from its survivor."""

    class Meta:
        abstract = True

    @together
    def part(self, *, by: Person, at: datetime | None = None) -> CaseMerge:
        """It is a need of its own after all; what was said meanwhile stays in its thread. CannotPart.

        However its survivor stands: where that ended, this one goes on, as the only one of the two that does. Where its
        customer had been asked whether it works, they are asked again.
        """
        case, at = cast("Case", self), at or clock.now()
        survivor = case.hold_survivor()
        merge = case._refuse_to_part(by)
        case._find_an_owner_again(at)
        case.state, case.merged_into, case.ended_at = case.State(merge.state_before), None, None
        CaseMerge.objects.filter(pk=merge.pk).update(undone_by=by, undone_at=at, undone_in=CurrentTransaction())
        case.save(update_fields=["state", "merged_into", "ended_at", "owner"])
        announce(CaseParted(case=case, survivor=survivor, merge=merge, owner=case.owner), by=by, at=at)
        case._take_back(merge, survivor, by=by, at=at)
        case._take_along_again(merge, at=at)
        case._ask_what_the_merge_had_ended(merge, by=by, at=at)
        for each in (case, survivor):
            if each.is_open:
                each.count_words()
                each.keep_promising(by=by, at=at)
        merge.refresh_from_db()
        return merge

    def survivor(self) -> Case:
        """Where what is said about it lands: itself, or what it was merged into, and that again."""
        case = cast("Case", self)
        while case.merged_into is not None:
            case = case.merged_into
        return case

    def hold_survivor(self) -> Case:
        """Its survivor, locked with it; whoever merged that one meanwhile names the next."""
        case, held = cast("Case", self), None
        while held != (end := case.survivor()):
            case.lock_both(end)
            case.refresh_from_db(fields=["merged_into"])
            held = end
        return end

    def standing_merge(self) -> CaseMerge | None:
        """The merge by which it is part of another case now."""
        found = cast("Case", self).merges.standing().select_related("survivor", "by")
        return cast("CaseMerge | None", found.first())

    def may_part(self, person: Person) -> bool:
        """Whether this person may take it out of the case that it is part of."""
        case = cast("Case", self)
        owners = (case.owner_id, case.survivor().owner_id)
        return case.state == case.State.MERGED and (person.pk in owners or person.has_role(Role.LEAD))

    def _take_back(self, merge: CaseMerge, survivor: Case, *, by: Person, at: datetime) -> None:
        """The threads and promises that it brought, and what is owed since in place of one of these."""
        case = cast("Case", self)
        for merged in merge.threads.select_related("thread__journey", "before").order_by("id"):
            if merged.thread.journey_id == survivor.journey_id:
                merged.thread.move(to=merged.before, by=by, at=at)
        brought = set(merge.promises.values_list("promise", flat=True))
        owed = Outstanding.objects.of(survivor).select_related("promise")
        ids = [each.pk for each in owed if _comes_from(each.promise, brought)]
        Outstanding.objects.filter(pk__in=ids).point_to(case)
        Outstanding.objects.filter(pk__in=ids).pass_to(case, case.owner, giver=survivor.owner)

    def _ask_what_the_merge_had_ended(self, merge: CaseMerge, *, by: Person, at: datetime) -> None:
        """They were asked whether it works, and are again, unless they have spoken since, or are owed amends."""
        case = cast("Case", self)
        asked = case.resolutions.filter(answer=Answer.WITHDRAWN, answered_at=merge.at).first()
        if asked is None or case.their_words_since(asked):
            return
        if not Outstanding.objects.of(case).filter(promise__kind=Kind.RECOVERY).exists():
            again = Resolution(case=case, proposed_at=at, **{name: getattr(asked, name) for name in PROPOSED})
            again.save()
            case._put_to_them(again, asked.solution, by=by, at=at)

    def _refuse_to_part(self, by: Person) -> CaseMerge:
        case = cast("Case", self)
        merge = case.standing_merge()
        if merge is None:
            raise CannotPart(_("{case} is not part of another case.").format(case=case))
        if not case.may_part(by):
            raise CannotPart(_("An owner of one of the two parts them, or a lead."))
        return merge


def _comes_from(promise: Promise, brought: set[int]) -> bool:
    """Whether it is one of these, or stands for one of them: in place of it, or to make it right."""
    before: Promise | None = promise
    while before is not None and before.pk not in brought:
        before = before.recovers or before.mends or before.replaces
    return before is not None
