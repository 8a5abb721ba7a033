"""Closing: what is resolved is final after fourteen days; what nobody asked for ends at the gate."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding, Promise

from ..events import CaseClosed, CaseDismissed
from .closure import Closure
from .escalating import Escalation
from .helping import CollaborationRequest
from .one_by_one import attempt_alone
from .reopening import REOPENS_WITHIN, OpeningAgain
from .states import State
from .teaching import Teaching, TeachingWords

if TYPE_CHECKING:
    from .case import Case


class AlreadyClosed(Refused):
    """What is closed is not changed."""


class CannotDismiss(Refused):
    """Only what nobody asked for ends at the gate, with a reason, before anybody was told anything."""


class ClosingWords(TeachingWords):
    """The words by which open and closed cases are found."""

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def closed(self) -> Self:
        """Resolved and closed ones; what is part of another case is found through that."""
        return self.filter(state__in=(State.RESOLVED, State.CLOSED)).exclude(ended_at=None)

    def to_close(self, at: datetime) -> Self:
        """Those resolved long enough, about which nothing is owed or asked any more, and nothing waits to be said."""
        waits = Message.objects.planned().filter(thread__journey=OuterRef("journey"))
        owed = Outstanding.objects.filter(subject_label="cases.case", subject_id=OuterRef("pk"))
        asked = (
            model.objects.filter(case=OuterRef("pk"), ended_at=None) for model in (CollaborationRequest, Escalation)
        )
        due = self.filter(state=State.RESOLVED, ended_at__lte=at - REOPENS_WITHIN).order_by("ended_at", "id")
        return due.filter(~Exists(owed), ~Exists(waits), *(~Exists(each) for each in asked))

    def close_all(self, *, at: datetime) -> int:
        """Close each for good; how many were."""
        return sum(attempt_alone(each.close, at=at) for each in self)


class Closing(OpeningAgain, Teaching):
    """The ability of a case to be closed for good, or to end at the gate."""

    class Meta:
        abstract = True

    @together
    def close(self, *, at: datetime | None = None) -> bool:
        """Nothing changes any more; False while somebody is at it, or anything is still open about it."""
        case, at = cast("Case", self), at or clock.now()
        if not case._is_free() or not type(case).objects.to_close(at).filter(pk=case.pk).exists():
            return False
        case._lock().state = State.CLOSED
        case.save(update_fields=["state"])
        announce(CaseClosed(case=case, closure=cast(Closure, case.closure())), by=None, at=at)
        return True

    @together
    def dismiss(self, *, reason: str, by: Person | None, at: datetime | None = None) -> Closure:
        """A machine wrote it, or somebody who sells: nobody asks us for anything. CannotDismiss."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if not reason.strip():
            raise CannotDismiss(_("Say why nobody needs anything here."))
        if not case.may_dismiss():
            raise CannotDismiss(_("{case} is about a customer who was told something.").format(case=case))
        closure = Closure(
            case=case, ground=Closure.Ground.NOBODY_ASKED, closed_by=by, solution=reason.strip(), at=at
        )  # fmt: skip
        closure.save()
        case._end(at)
        announce(CaseDismissed(case=case, closure=closure, owner=case.owner), by=by, at=at)
        for owed in Outstanding.objects.of(case).filter(due_at__gte=at).select_related("promise"):
            owed.promise.release(words=reason, by=by, at=at)
        return closure

    def may_dismiss(self) -> bool:
        """Whether it stands at the gate, and nobody outside was promised or told anything about it."""
        case = cast("Case", self)
        told = Message.objects.standing().filter(thread__journey=case.journey_id, direction="out")
        promised = Promise.objects.of(case).to_customers()
        return case.state == State.INTAKE and not told.exists() and not promised.exists()

    def has_words(self) -> bool:
        """Whether anything that somebody said lies on its journey."""
        return Message.objects.filter(thread__journey=cast("Case", self).journey_id).exists()

    def closure(self) -> Closure | None:
        """What ended it last, unless that did not last."""
        standing = cast("Case", self).closures.filter(reopening=None)
        found = standing.select_related("closed_by", "resolution__answered_by", "resolution__heard_by")
        return found.order_by("-at", "-id").first()

    def _end(self, at: datetime) -> None:
        """It stands open no more, and nobody is asked to own it, to help or to decide."""
        case = cast("Case", self)
        case.settle_offers(at=at)
        case.settle_requests(at=at)
        case.settle_escalations(at=at)
        case.settle_approvals(at=at)
        case.state, case.ended_at, case.waiting_since = State.RESOLVED, at, None
        case.save(update_fields=["state", "ended_at", "waiting_since"])
