"""Promising: what we told the customer of a case, by when; an open case always has a promise that stands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.models import Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Person
from fiverings.promises.models import Expectation, Guarantee, How, Offer, Outstanding, Pause, Promise
from fiverings.promises.models import Kind as Promised

from .by_hand import refuse_keeping, refuse_releasing
from .inquiring import Inquiring
from .making_good import MakingGood
from .parts import parts_of
from .reading_aloud import ReadingAloud
from .sending import Sending, refuse_coming

if TYPE_CHECKING:
    from .case import Case


class NotOwedHere(Refused):
    """The case does not owe this promise, or owes it no more."""


class PromisingWords(Records):
    """The words by which cases are found by what was promised about them."""

    def without_word(self) -> Self:
        """Open ones whose customer knows of no next step: nothing stands that was promised to them."""
        told = Outstanding.objects.to_customers().filter(subject_label="cases.case", subject_id=OuterRef("pk"))
        return self.filter(~Exists(told), ended_at=None)


class Promising(Inquiring, MakingGood, Sending, ReadingAloud):
    """The ability of a case to be promised about."""

    class Meta:
        abstract = True

    def owed(self) -> Any:
        """What is owed about this case, the next due first."""
        return Outstanding.objects.of(cast("Case", self))

    def owed_as_read(self) -> list[Outstanding]:
        """What is owed about it, the next due first, with whom it concerns, what it makes good and what was heard."""
        return _owed(cast("Case", self).pk)

    def outstanding(self) -> Any:
        """What is owed about this case, with all that it concerns."""
        return self.owed().with_everything()

    def promised(self) -> Any:
        """What its customer counts on, the next due first."""
        return self.outstanding().to_customers()

    def promises_told(self) -> Any:
        """Every promise about this case, and about what is part of it now, in the order in which they were told."""
        case = cast("Case", self)
        about = Promise.objects.filter(subject_label=case._meta.label_lower, subject_id__in=parts_of(case.pk))
        return about.order_by("told_at", "id").select_related(
            "to_contact", "owed_by", "told_by", "expectation", "guarantee", "calendar_version__calendar", "offer"
        )

    def keep_promising(self, *, by: models.Model | None = None, at: datetime) -> Promise | None:
        """Where nothing stands about an open case but to ask later, its owner owes the next word; at first, an answer.

        While the customer is asked something, the word is owed when that has lasted too long.
        """
        case = cast("Case", self)
        if case.is_closed or Outstanding.objects.of(case).exclude(promise__kind=Promised.CHECK_IN).exists():
            return None
        pause = Pause.objects.of(case).lasting().first()
        kind = Promised.NEXT_UPDATE if case.last_told_at else Promised.ANSWER
        return case.owe_by_standard(kind, since=pause.until_at if pause else at, by=by, at=at)

    @together
    def offer_promise(
        self, *, kind: str, due_at: datetime, by: Person, at: datetime | None = None, **more: Any
    ) -> Offer:
        """Draw up what the owner promises; `more`: what, consent, channel, who comes. It is promised when it is told.

        Refused: AlreadyClosed, NobodyToAnswer, DueInThePast, LaterThanOurStandard, ExpectsSooner, Unreachable,
        CannotCome.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        mends = more.pop("mends", None) or case.mended_by(kind)
        comes = case.who_comes(kind, more.pop("comes", None), due_at=due_at, by=by)
        return Offer.make(
            subject=case, journey=case.journey, kind=kind, to=case._whom_to_tell(), owed_by=case.owner, due_at=due_at,
            severity=case.severity, calendar=case.calendar(), number=case.number_named(), mends=mends, comes=comes,
            by=by, at=at, **more,
        )  # fmt: skip

    @together
    def promise_spoken(
        self, *, kind: str, due_at: datetime, by: Person, at: datetime | None = None, **more: Any
    ) -> Promise:
        """It was told on the telephone or in person; it follows in writing at once. Refused as `offer_promise`."""
        told = cast("Case", self).say(promise={"kind": kind, "due_at": due_at, **more}, by=by, at=at)
        return cast(Promise, told.promise)

    @together
    def renegotiate(
        self,
        promise: Promise,
        *,
        due_at: datetime,
        consent: str,
        how: str = How.SPOKEN,
        message: Message | None = None,
        comes: Person | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> Promise:
        """Another time, or for a visit another who comes, with their consent in their words.

        Refused: NotOwedHere, CannotCome, and as the promise itself refuses.
        """
        case = cast("Case", self)._lock()
        mine = case._owed_here(promise)
        refuse_coming(comes, kind=promise.kind, due_at=due_at)
        words: dict[str, Any] = {"due_at": due_at, "consent": consent, "comes": comes}
        return mine.renegotiate(**words, how=how, message=message, by=by, at=at)

    @together
    def release(self, promise: Promise, *, words: str, by: Person, at: datetime | None = None) -> None:
        """They need it no more, in their words; NotOwedHere, OwedAllTheSame, NoReason."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        owed = case._owed_here(promise)
        refuse_releasing(owed)
        owed.release(words=words, by=by, at=at)
        case.keep_promising(by=by, at=at)

    @together
    def keep(
        self, promise: Promise, *, evidence: models.Model | None = None, by: Person, at: datetime | None = None
    ) -> None:
        """It is done: what was promised to be done, not to be said; NotOwedHere, KeptByWhatShowsIt."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        owed = case._owed_here(promise)
        refuse_keeping(case, owed)
        owed.keep(evidence=evidence, by=by, at=at)
        case.keep_promising(by=by, at=at)

    def calendar(self) -> BusinessCalendar | None:
        """By whose opening hours we count: the account's own, else those of the owner's team."""
        case = cast("Case", self)
        team = None if case.account.calendar else case.owner.team()
        return cast("BusinessCalendar | None", case.account.calendar or (team and team.calendar))

    def latest_for(self, kind: str, *, at: datetime) -> datetime | None:
        """By when we would promise such a thing at the latest: our standard, or sooner when they expect it sooner."""
        case = cast("Case", self)
        standard = Guarantee.standard(kind, case.severity, account=case.account, at=at)
        version = case.opening_hours()
        ours = standard.due(at, version.working_time() if version else None) if standard else None
        expected = Expectation.current(case)
        return min((each for each in (ours, expected and expected.asks_by(at)) if each), default=None)

    def _owed_here(self, promise: Promise) -> Promise:
        owed = Outstanding.objects.of(cast("Case", self)).filter(promise=promise).select_related("promise").first()
        if owed is None:
            raise NotOwedHere(_("{case} does not owe this any more.").format(case=self))
        return cast(Promise, owed.promise)


@Written
def _owed(case: int) -> models.QuerySet[Outstanding]:
    said = Expectation.objects.filter(subject_label="cases.case", subject_id=OuterRef("subject_id")).latest_first()
    owed = Outstanding.objects.filter(subject_label="cases.case", subject_id=case).order_by("due_at", "id")
    whom = owed.select_related("person", "promise__to_contact", "promise__expectation")
    heard: models.QuerySet[Outstanding] = whom.annotate(heard=Subquery(said.values("pk")[:1]))
    return heard.prefetch_related("promise__recovers__to_contact")
