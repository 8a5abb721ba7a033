"""Splitting: some of what was said about a case is another need, and becomes a case of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Call, Division, Journey, Message, Note, Thread, Transfer
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person, Role
from fiverings.promises.models import Inquiry, Outstanding, Pause, Promise
from fiverings.promises.models import Kind as Promised

from ..events import CaseSplit
from .case_merge import CaseMerge, MergedThread
from .going_along import GoingAlong
from .need import need_in
from .resolution import Resolution
from .split import CannotSplit, Split

if TYPE_CHECKING:
    from .case import Case

STAYS = (Promised.HELP, Promised.DECISION, Promised.CONFIRM)
"""What is owed because the case itself is helped with, decided about or proposed."""


class Splitting(GoingAlong):
    """The ability of a case to be split in two, and to be one again."""

    class Meta:
        abstract = True

    @together
    def split_off(
        self,
        messages: Iterable[Message],
        *,
        need: str = "",
        promises: Iterable[Promise] = (),
        notes: Iterable[Note] = (),
        calls: Iterable[Call] = (),
        reason: str = "",
        stays: bool = False,
        by: Person,
        at: datetime | None = None,
    ) -> Case:
        """These words are another need: a case of its own, at the gate, with the same owner. CannotSplit.

        Who answers these words answers the new case. Promises, notes and calls stay, except those named here. One
        message that tells two needs `stays` where it is, and the new case names it; we then say what the need is.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        said = case._refuse_to_split(messages, by, stays=stays)
        moved, (noted, called) = case._refuse_to_move(promises), case._refuse_to_take(notes, calls)
        if not stays:
            case._refuse_to_take_all(said, called)
        if stays and not need.strip():
            raise CannotSplit(_("Say what the second need is: the message stays with {case}.").format(case=case))
        part = case._open_for_words(said, need=need, stays=stays, by=by, at=at)
        split = Split(case=case, part=part, message=said[0] if stays else None, reason=reason.strip(), by=by, at=at)
        split.save()
        Transfer.take(noted, called, before=case.journey, to=part.journey, at=at)
        announce(CaseSplit(case=case, part=part, split=split, owner=case.owner), by=by, at=at)
        Outstanding.objects.filter(promise__in=moved).point_to(part)
        for each in (case, part):
            each.count_words()
            each.keep_promising(by=by, at=at)
        return part

    def _open_for_words(self, said: list[Message], *, need: str, stays: bool, by: Person, at: datetime) -> Case:
        """The new case, where these words are taken to: for whoever said them first, with the same owner."""
        case = cast("Case", self)
        journey = case._take_to_a_journey([] if stays else said, at)
        first = next((each for each in said if each.contact_id and not each.is_ours), None)
        return type(case).open_for(
            case.account, need=need or need_in(said[0].words, subject=said[0].subject), contact=case._who_said(first),
            journey=journey, owner=case.owner, by=by, at=at,
        )  # fmt: skip

    @together
    def rejoin(self, *, by: Person, at: datetime | None = None) -> CaseMerge:
        """It was one need after all: what was split from another is part of that again. CannotSplit, CannotMerge."""
        case = cast("Case", self)
        split = Split.objects.filter(part=case).select_related("case").first()
        if split is None:
            raise CannotSplit(_("{case} was never part of another case.").format(case=case))
        return case.merge_into(split.case.survivor(), reason=_("It was one need after all."), by=by, at=at)

    def may_split(self, person: Person) -> bool:
        """Whether it is open, something would stay with it, and this person owns it or leads."""
        case = cast("Case", self)
        return case.is_open and (person.pk == case.owner_id or person.has_role(Role.LEAD))

    def splittable(self) -> models.QuerySet[Message]:
        """What may be taken out of it, the oldest first: whatever was told, but for what we asked and wait for."""
        case = cast("Case", self)
        told = Message.objects.told().filter(thread__journey=case.journey_id, is_beside=False)
        for asked in (
            Resolution.objects.filter(case=case, message__isnull=False).values("message"),
            Pause.objects.of(case).lasting().values("question"),
            Inquiry.objects.told_in(case.journey_id).standing().values("message"),
        ):
            told = told.exclude(pk__in=asked)
        return told.select_related("contact", "author", "thread").order_by("at", "id")

    def movable(self) -> models.QuerySet[Outstanding]:
        """The promises that may go with what is taken out of it."""
        return Outstanding.objects.of(cast("Case", self)).to_customers().exclude(promise__kind__in=STAYS)

    def _who_said(self, first: Message | None) -> Contact | None:
        """Whose need it is: who said it, where they are of this account."""
        case = cast("Case", self)
        found = cast(Contact, first.contact).survivor if first else None
        return found if found is not None and found.account_id == case.account_id else case.contact

    def _take_to_a_journey(self, said: list[Message], at: datetime) -> Journey:
        """These words on a journey of their own, which goes wherever the other goes."""
        case = cast("Case", self)
        journey = Journey(account=case.account, opened_for=case.journey.opened_for, opened_at=at)
        journey.save()
        by_thread: dict[int, list[Message]] = {}
        for each in said:
            by_thread.setdefault(each.thread_id, []).append(each)
        for thread in Thread.objects.filter(pk__in=by_thread).order_by("id"):
            Division.take(by_thread[thread.pk], before=thread, to=journey, at=at)
        return journey

    def _refuse_to_split(self, messages: Iterable[Message], by: Person, *, stays: bool) -> list[Message]:
        case, chosen = cast("Case", self), {each.pk for each in messages}
        if not case.may_split(by):
            raise CannotSplit(_("{owner} splits it while it is open, or a lead.").format(owner=case.owner))
        said = list(case.splittable().filter(pk__in=chosen))
        if not said or len(said) != len(chosen):
            raise CannotSplit(
                _("Choose what was told in this case; a question that waits for its answer stays with it.")
            )
        if stays and (len(said) > 1 or said[0].is_ours):
            raise CannotSplit(_("Choose the one message of theirs that tells both needs."))
        brought = MergedThread.objects.filter(
            merge__in=CaseMerge.objects.standing(), thread__in={m.thread_id for m in said}
        )
        strange = brought.exclude(before__opened_for=case.journey.opened_for).select_related("merge__case").first()
        if strange is not None:
            raise CannotSplit(_("Part {case} first: it came from somebody else.").format(case=strange.merge.case))
        return said

    def _refuse_to_take_all(self, said: list[Message], called: list[Call]) -> None:
        case = cast("Case", self)
        rest = case.splittable().exclude(pk__in=[each.pk for each in said])
        if not rest.exists() and not case.telephoned().exclude(pk__in=[each.pk for each in called]).exists():
            raise CannotSplit(_("Leave something with {case}: else it would be the same case.").format(case=case))

    def _refuse_to_move(self, promises: Iterable[Promise]) -> list[Any]:
        chosen = {each.pk for each in promises}
        moved = list(cast("Case", self).movable().filter(promise__in=chosen).values_list("promise", flat=True))
        if len(moved) != len(chosen):
            raise CannotSplit(_("One of these promises is not owed any more, or stays with its case."))
        return moved
