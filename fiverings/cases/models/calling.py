"""Calling: what was said on the telephone about a case, and which promises it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from fiverings.conversations.models import Call
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding, Promise

from ..events import CallFiled
from .arriving import Arriving
from .keeping import KEPT_BY_TALK

if TYPE_CHECKING:
    from .case import Case

TRIED_BY_CALLING = (Promised.CALL_BACK, Promised.RECOVERY)


class NotKeptByACall(Refused):
    """A call keeps what we promised to say to whom we talked to; nothing else, and nothing when nobody answered."""


class Calling(Arriving):
    """The ability of a case to be telephoned about."""

    class Meta:
        abstract = True

    @together
    def log_call(
        self,
        *,
        contact: Contact | None = None,
        direction: str = Call.Direction.OUT,
        talked: bool,
        words: str = "",
        keeps: Iterable[Promise] = (),
        number: str = "",
        by: Person,
        at: datetime | None = None,
    ) -> Call:
        """Log a call; talk keeps the promises named, and a call of ours that nobody answers is an attempt.

        `number` is the one from which they called.
        Refused: NotANumber, AlreadyClosed, NobodyToAnswer, NothingTalkedAbout, NotKeptByACall.
        """
        case, at, named = cast("Case", self)._lock(), at or clock.now(), list(keeps)
        case._refuse_when_final()
        contact = (contact or case._whom_to_tell()).survivor
        call = case.journey.log_call(contact=contact, direction=direction, talked=talked, words=words, by=by, at=at)
        case._refuse_what_no_call_keeps(call, named)
        announce(CallFiled(case=case, call=call, contact=contact, owner=case.owner), by=by, at=at)
        if call.direction == Call.Direction.IN and not case.is_closed:
            case._hear_words(call, contact, at=at)
        if call.direction == Call.Direction.IN and number:
            case.note_caller(number, call=call, by=by, at=at)
        if talked:
            case._note_our_word(at)
            broken = case.broken_words()
            case._keep_by_call(call, named)
            case._promise_again(broken, by=by, at=at)
        elif call.direction == Call.Direction.OUT:
            case._attempt(call, named)
        case.keep_promising(by=by, at=at)
        return call

    def _refuse_what_no_call_keeps(self, call: Call, named: list[Promise]) -> None:
        owed = cast("Case", self)._owed_to(call.contact, KEPT_BY_TALK, at=call.at)
        known = set(owed.filter(promise__in=[each.pk for each in named]).values_list("promise", flat=True))
        for promise in named:
            if promise.pk not in known:
                raise NotKeptByACall(_("A call with {contact} does not keep this.").format(contact=call.contact))

    def _attempt(self, call: Call, named: list[Promise]) -> None:
        """We tried those named, else every call that they wait for; all of it is still owed."""
        owed = Outstanding.objects.of(cast("Case", self)).select_related("promise")
        tried = named or [each.promise for each in owed.filter(promise__kind__in=TRIED_BY_CALLING)]
        for promise in tried:
            promise.attempt(words=call.words, by=call.person, at=call.at)
