"""Waiting: we asked the customer something, they know it, and our clock stands still for five business days at most."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Entry
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import MayNotPause, Pause

from ..events import CustomerAsked, CustomerAwaited
from .states import State

if TYPE_CHECKING:
    from .case import Case

SEVEREST = 1


class NotWaiting(Refused):
    """Nobody waits for this customer."""


class WaitingForThem(models.Model):
    """The ability of a case to wait for its customer."""

    class Meta:
        abstract = True

    @together
    def ask_customer(self, question: str, *, by: Person, at: datetime | None = None) -> Message:
        """Ask them what we must know; once that is told we wait for them. MayNotPause, and as `reply`."""
        case = cast("Case", self)._lock()
        case.refuse_to_wait()
        message = case.reply(question, by=by, at=at)
        announce(CustomerAsked(case=case, message=message), by=by, at=message.at)
        return message

    def refuse_to_wait(self) -> None:
        """MayNotPause: before the gate, when it is most severe, and while they wait for a call or an answer of ours."""
        case = cast("Case", self)
        if case.state != State.ACTIVE:
            words = _("{case} does not wait for the customer now: {state}.")
            raise MayNotPause(words.format(case=case, state=case.get_state_display().lower()))
        if case.severity == SEVEREST:
            raise MayNotPause(_("Severity 1 never waits for the customer."))
        owed = next((each for each in case.promised() if not Promised(each.promise.kind).may_pause), None)
        if owed is not None:
            raise MayNotPause(_("They wait for us: {promise}").format(promise=owed.promise))

    def _wait_after(self, message: Message) -> None:
        """The question is told: we wait, unless something has come between."""
        case = cast("Case", self)
        if not Entry.objects.about(message).filter(kind=CustomerAsked.kind).exists() or case.is_waiting_for_us:
            return
        try:
            case.refuse_to_wait()
        except MayNotPause:
            return
        at = cast(datetime, message.told_at)
        pause = Pause.begin(
            subject=case, journey=case.journey, question=message, severity=case.severity, calendar=case.calendar(),
            by=message.author, at=at,
        )  # fmt: skip
        case.state = State.WAITING
        case.save(update_fields=["state"])
        announce(CustomerAwaited(case=case, until=pause.until_at), by=message.author, at=at)

    @together
    def end_waiting(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """They answered, it lasted too long, or we are on it anyway: the owner owes them a word. NotWaiting."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if case.state != State.WAITING:
            raise NotWaiting(_("We are on it already."))
        case.go_on(by=by, at=at)
        owed = case.outstanding().filter(promise__to_contact=None, promise__kind=Promised.NEXT_UPDATE)
        later = list(owed.filter(due_at__gte=at))
        person = by if isinstance(by, Person) else None
        case.owe_by_standard(Promised.NEXT_UPDATE if person else Promised.ANSWER, by=by, at=at)
        for each in later:
            each.promise.release(words=_("We wait for them no more."), by=person, at=at)

    @classmethod
    def end_long_waits(cls, *, at: datetime) -> int:
        """Whoever was asked and has not answered in five business days is contacted again; how many."""
        pauses = Pause.objects.too_long(at).order_by("until_at", "id")
        cases: list[Any] = [matter for pause in pauses[:100] if isinstance(matter := pause.matter(), cls)]
        for case in cases:
            with transaction.atomic():
                if case._is_free() and case._lock().state == State.WAITING:
                    case.end_waiting(by=None, at=at)
        return len(cases)
