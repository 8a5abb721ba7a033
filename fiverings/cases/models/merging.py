"""Merging: two cases that are one need become one; what is said about either lands on the survivor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Call, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role
from fiverings.promises.models import Offer, Outstanding

from ..events import CaseMerged
from .case_merge import CaseMerge, MergedPromise, MergedThread
from .diagnosing import SEVEREST
from .parting import Parting
from .refiling import Refiling

if TYPE_CHECKING:
    from .case import Case

MERGED = "merged"
"""Why the later of two promises of the same is released."""


class CannotMerge(Refused):
    """A case goes into another open one of the same account, by its owner or a lead."""


SAID_BY_THE_DATABASE["cases_what_is_merged_goes_nowhere_else"] = CannotMerge(
    gettext_lazy("One of the two goes to another customer now: look again at whose it is.")
)


class Merging(Parting, Refiling):
    """The ability of a case to be merged into another, and parted from it again."""

    class Meta:
        abstract = True

    @together
    def merge_into(self, survivor: Case, *, reason: str = "", by: Person, at: datetime | None = None) -> CaseMerge:
        """It is the same need: threads and promises go to the survivor, whose owner stays. CannotMerge."""
        case, at = cast("Case", self), at or clock.now()
        case.lock_both(survivor)
        case._refuse_to_merge(survivor, by)
        case.go_on(by=by, at=at)
        merge = CaseMerge(
            case=case, survivor=survivor, state_before=case.state, reason=reason.strip(), by=by, at=at
        )  # fmt: skip
        merge.save()
        case._settle_what_was_asked(by=by, at=at)
        case.state, case.merged_into, case.ended_at, case.waiting_since = case.State.MERGED, survivor, at, None
        case.save(update_fields=["state", "merged_into", "ended_at", "waiting_since"])
        announce(CaseMerged(case=case, survivor=survivor, merge=merge, owner=survivor.owner), by=by, at=at)
        case._bring_threads(merge, by=by, at=at)
        case._bring_back(merge, at=at)
        case._bring_promises(merge, by=by, at=at)
        case._bring_severity(survivor, by=by, at=at)
        survivor.count_words()
        return merge

    def may_merge(self, person: Person) -> bool:
        """Whether it can go into another: it is open, and this person owns it or leads."""
        case = cast("Case", self)
        return case.is_open and (person.pk == case.owner_id or person.has_role(Role.LEAD))

    def mergeable(self) -> Any:
        """The open cases that it may turn out to be part of."""
        case = cast("Case", self)
        return type(case).objects.open().about(case.account).exclude(pk=case.pk)

    def lock_both(self, other: Case) -> None:
        """Take both rows, in the order of their ids, so that two who merge crosswise wait and do not stand still."""
        for each in sorted((cast("Case", self), other), key=lambda case: case.pk):
            each._lock()

    def count_words(self) -> None:
        """When who spoke last, as the threads and calls of its journey tell; the columns repeat that for lists."""
        case = cast("Case", self)
        said = Message.objects.filter(thread__journey=case.journey_id, is_beside=False, auto="").exclude(told_at=None)
        calls = Call.objects.talked().filter(journey=case.journey_id).aggregate(last=Max("at"))["last"]
        heard = said.filter(direction="in")
        case.last_heard_at = heard.aggregate(last=Max("at"))["last"]
        told = [said.filter(direction="out").aggregate(last=Max("told_at"))["last"], calls]
        case.last_told_at = max((at for at in told if at), default=None)
        unanswered = heard.filter(at__gt=case.last_told_at) if case.last_told_at else heard
        case.waiting_since = unanswered.aggregate(first=Min("at"))["first"] if case.is_open else None
        case.last_word_at = max(at for at in (case.opened_at, case.last_heard_at, case.last_told_at) if at)
        case.save(update_fields=["last_heard_at", "last_told_at", "waiting_since", "last_word_at"])

    def _bring_threads(self, merge: CaseMerge, *, by: Person, at: datetime) -> None:
        for thread in merge.case.journey.threads.order_by("id"):
            MergedThread(merge=merge, thread=thread, before=merge.case.journey).save()
            thread.move(to=merge.survivor.journey, by=by, at=at)

    def _bring_promises(self, merge: CaseMerge, *, by: Person, at: datetime) -> None:
        """They stand, and the survivor is what they are about; of two that promise the same the earlier due stands."""
        case, survivor = cast("Case", self), merge.survivor
        for later in _promised_twice([*_owed(case), *_owed(survivor)]):
            if later.due_at >= at:
                later.promise.release(words=MERGED, by=by, at=at)
        for each in _owed(case):
            MergedPromise(merge=merge, promise=each.promise).save()
        Outstanding.objects.of(case).pass_to(case, survivor.owner, giver=case.owner)
        Outstanding.objects.of(case).point_to(survivor)
        Offer.objects.of(case).waiting().point_to(survivor)

    def _settle_what_was_asked(self, *, by: Person, at: datetime) -> None:
        """Nobody is asked any more to own it, to help with it or to decide about it: the survivor's people do."""
        case = cast("Case", self)
        case.settle_offers(at=at)
        for request in case.requests.filter(ended_at=None):
            request.withdraw(by=by, at=at)
        case.settle_proposals("ended", by=None, at=at)
        case.settle_approvals(at=at)
        for escalation in case.escalations.filter(ended_at=None):
            escalation.withdraw(reason=_("It is part of another case now."), by=by, at=at)

    def _bring_severity(self, survivor: Case, *, by: Person, at: datetime) -> None:
        """The graver of both stands: being part of another need makes none milder; before asking, only 1 is taken."""
        case = cast("Case", self)
        if case.severity is not None and case.severity < (survivor.severity or SEVEREST + 1):
            words = _("{case} is part of it now, and was severity {level}.").format(case=case, level=case.severity)
            survivor.raise_severity(level=case.severity, reason=words, by=by, at=at)

    def _refuse_to_merge(self, survivor: Case, by: Person) -> None:
        case = cast("Case", self)
        if case.pk == survivor.pk or not case.is_open or not survivor.is_open:
            raise CannotMerge(_("A case goes into another one, and both are open."))
        if case.account_id != survivor.account_id:
            raise CannotMerge(_("{survivor} belongs to another customer.").format(survivor=survivor))
        if case.children.standing().exists():
            raise CannotMerge(_("Unlink those that {case} caused first.").format(case=case))
        if not case.may_merge(by):
            raise CannotMerge(_("{owner} merges it, or a lead.").format(owner=case.owner))


def _owed(case: Case) -> list[Outstanding]:
    return list(Outstanding.objects.of(case).select_related("promise"))


def _promised_twice(owed: list[Outstanding]) -> Iterator[Outstanding]:
    """All but the earliest due of those that promise the same to the same people."""
    seen: set[tuple[object, ...]] = set()
    for each in sorted(owed, key=lambda one: (one.due_at, one.promise_id)):
        promise = each.promise
        person = each.person_id if promise.is_internal else None
        same = (promise.kind, promise.to_contact_id, promise.what, person, promise.recovers_id)
        if same in seen:
            yield each
        seen.add(same)
