"""Milestones: what has happened about a need, as its contact may know it, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.cases.models import Answer, Attendance, Case, Handoff, Resolution
from fiverings.core.templatetags.moments import when
from fiverings.promises.models import Ending, LateFulfilment, Promise, PromiseAttempt
from fiverings.promises.models import Kind as Promised

from .seeing import Step

DONE = {
    Promised.CALL_BACK: gettext_lazy("{owner} called you, as promised"),
    Promised.NEXT_UPDATE: gettext_lazy("{owner} told you where things stand, as promised"),
    Promised.ANSWER: gettext_lazy("{owner} answered you, as promised"),
    Promised.FIX: gettext_lazy("{owner} told you that it works again, as promised"),
    Promised.VISIT: gettext_lazy("We came to you, as promised"),
    Promised.COST: gettext_lazy("{owner} told you what it costs, as promised"),
    Promised.CHECK_IN: gettext_lazy("{owner} asked you how it is going, as promised"),
    Promised.DECISION: gettext_lazy("{owner} told you what we decided, as promised"),
}
ARRIVAL = Attendance._meta.label_lower
ANSWERED = {
    Answer.CONFIRMED: gettext_lazy("You told us that it works"),
    Answer.REJECTED: gettext_lazy("You told us that it does not work yet"),
    Answer.SILENT: gettext_lazy("We did not hear from you, and took it as solved"),
}


class Milestones:
    """The steps of one need for one contact: `case` is theirs, `where` is the case in which we work on it."""

    def __init__(self, case: Case, where: Case, selves: list[int]) -> None:
        self.case, self.where, self.selves = case, where, selves

    def steps(self) -> list[Step]:
        """What has happened, the oldest first, then what lies ahead."""
        happened = [*self._beginnings(), *self._promises(), *self._hands(), *self._solutions(), *self._again()]
        ahead = [Step(None, _("You tell us that it works"))] if self.where.is_open else []
        return sorted(happened, key=lambda step: (step.at is None, step.at)) + ahead

    def _beginnings(self) -> Iterator[Step]:
        yield Step(self.case.opened_at, _("You told us"), state="kept")
        found = self.where.severities.order_by("at", "id").first()
        if found is not None:
            yield Step(found.at, _("We found how serious it is"), state="kept")

    def _promises(self) -> Iterator[Step]:
        """What became of our promises to them; a promise among us is none of these."""
        told = Promise.objects.filter(journey__in=[self.case.journey_id, self.where.journey_id])
        theirs = told.filter(to_contact__in=self.selves)
        ended = theirs.filter(outcome__isnull=False).select_related("outcome", "owed_by")
        yield from self._visits(theirs)
        for promise in ended:
            kind, at = Promised(promise.kind), promise.outcome.at
            if promise.outcome.kind == Ending.KEPT:
                done = DONE.get(kind, gettext_lazy("{owner} kept a promise to you"))
                yield Step(at, str(done).format(owner=promise.owed_by), state="kept")
            elif promise.outcome.kind == Ending.BROKEN:
                words = _("We did not keep a promise: to {act} by {time}")
                yield Step(at, words.format(act=kind.phrase, time=when(promise.due_at, promise.zone)), state="broken")
            elif promise.outcome.kind == Ending.REPLACED:
                yield Step(at, _("You agreed to another time"), state="changed")

    @staticmethod
    def _visits(theirs: QuerySet[Promise]) -> Iterator[Step]:
        """When we came after the time we had told, and when we came and met nobody."""
        visits = theirs.filter(kind=Promised.VISIT)
        for late in LateFulfilment.objects.filter(promise__in=visits, evidence_label=ARRIVAL):
            yield Step(late.at, _("We came to you, later than promised"), state="kept")
        for tried in PromiseAttempt.objects.filter(promise__in=visits):
            yield Step(tried.at, _("We came to you, and met nobody"), state="changed")

    def _hands(self) -> Iterator[Step]:
        words = _("{owner} takes care of it now")
        for handoff in self.where.handoffs.filter(outcome=Handoff.Outcome.ACCEPTED).select_related("receiver"):
            yield Step(handoff.answered_at, words.format(owner=handoff.receiver), state="kept")
        for takeover in self.where.takeovers.select_related("taker"):
            yield Step(takeover.at, words.format(owner=takeover.taker), state="kept")

    def _solutions(self) -> Iterator[Step]:
        """What we proposed to them, and what they answered."""
        for resolution in self.where.resolutions.select_related("message__contact", "case__contact"):
            if not self._was_asked(resolution):
                continue
            yield Step(resolution.proposed_at, _("We asked you whether it works"), resolution.solution, state="kept")
            if resolution.answer in ANSWERED:
                words = str(ANSWERED[Answer(resolution.answer)])
                yield Step(resolution.answered_at, words, state="kept")

    def _again(self) -> Iterator[Step]:
        for reopening in self.where.reopenings.all():
            yield Step(reopening.at, _("It opened again"), state="changed")

    def _was_asked(self, resolution: Resolution) -> bool:
        """Whether the question was theirs, and is told or answered."""
        told = resolution.is_told or resolution.answer in ANSWERED
        return told and resolution.asked is not None and resolution.asked.pk in self.selves
