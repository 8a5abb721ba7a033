"""Going along: what we noted and telephoned about another need goes to its case, and comes back when it was one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Call, Note, Transfer
from fiverings.core.models import Entry
from fiverings.promises.models import LateFulfilment, Outcome

from ..events import ResolutionConfirmed, ResolutionRejected
from .case_merge import CaseMerge
from .chasing import Chase
from .split import CannotSplit, Split

if TYPE_CHECKING:
    from .case import Case

THEIR_ANSWER = (ResolutionConfirmed.kind, ResolutionRejected.kind)


class GoingAlong(models.Model):
    """The ability of a case to have notes and calls taken to what is split from it."""

    class Meta:
        abstract = True

    def noted(self) -> models.QuerySet[Note]:
        """The notes that may go with what is split from it, the latest first."""
        found = Note.objects.filter(journey=cast("Case", self).journey_id)
        return found.select_related("author").order_by("-at", "-id")

    def telephoned(self) -> models.QuerySet[Call]:
        """The calls about it, the latest first."""
        found = Call.objects.filter(journey=cast("Case", self).journey_id)
        return found.select_related("contact", "person").order_by("-at", "-id")

    def _refuse_to_take(self, notes: Iterable[Note], calls: Iterable[Call]) -> tuple[list[Note], list[Call]]:
        """Those that go along; CannotSplit where one is not of this case, or the case rests on it."""
        case, noted, called = cast("Case", self), {each.pk for each in notes}, {each.pk for each in calls}
        gone = list(case.noted().filter(pk__in=noted)), list(case.telephoned().filter(pk__in=called))
        if (len(gone[0]), len(gone[1])) != (len(noted), len(called)):
            raise CannotSplit(_("Choose notes and calls of this case."))
        for call in gone[1]:
            if why := _what_rests_on(call):
                raise CannotSplit(why.format(contact=call.contact, case=case))
        return gone

    def _bring_back(self, merge: CaseMerge, *, at: datetime) -> None:
        """It goes into the case that it was split from: what went along with it then comes back."""
        case = cast("Case", self)
        split = Split.objects.filter(part=case).select_related("case").first()
        if split is not None and split.case.survivor() == merge.survivor:
            Transfer.objects.filter(journey=case.journey_id, before=split.case.journey_id).undo_all(at=at)

    def _take_along_again(self, merge: CaseMerge, *, at: datetime) -> None:
        """What the merge had brought back goes with it once more."""
        case = cast("Case", self)
        Transfer.objects.filter(before=case.journey_id, xact=merge.xact).undo_all(at=at)


def _what_rests_on(call: Call) -> str:
    """Why it stays: what was kept or answered by it; empty where nothing was."""
    cited = {"evidence_label": Call._meta.label_lower, "evidence_id": call.pk}
    if Outcome.objects.filter(**cited).exists() or LateFulfilment.objects.filter(**cited).exists():
        return _("The call with {contact} kept a promise of {case}: it stays there.")
    if Chase.objects.filter(call=call).exists():
        return _("On the call {contact} came to us about a promise of {case}: it stays there.")
    if Entry.objects.about(call).filter(kind__in=THEIR_ANSWER).exists():
        return _("On the call {contact} said whether {case} is solved: it stays there.")
    return ""
