"""Hearing: what a customer says reaches its case, opens one, or reopens it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

from fiverings.conversations.models import Call, Journey, Message
from fiverings.core.journal import announce
from fiverings.core.models import Records
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Contact

from ..events import AnswerBounced, AnswerSent, CustomerSpoke, MachineSpoke, StrangerSpoke
from .chasing import Chase
from .need import need_in

if TYPE_CHECKING:
    from .case import Case


class HearingWords(Records):
    """The words by which cases are found by who spoke last."""

    def customers_waiting(self) -> Self:
        """Those whose last word is the customer's."""
        return self.exclude(waiting_since=None)

    def with_last_words(self) -> Self:
        """Each with what its customer said last, and how often they chased us, in the same query."""
        said = Message.objects.filter(thread__journey=OuterRef("journey"), direction="in", is_beside=False)
        chases = Chase.objects.filter(case=OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_heard_words=Subquery(said.order_by("-at", "-id").values("new_text")[:1]),
            chased=Subquery(chases.values("number")[:1]),
        )


class Hearing(models.Model):
    """The ability of a case to hear its customer."""

    class Meta:
        abstract = True

    def last_said(self) -> Message | Call | None:
        """What its customer said last, in writing or on the telephone."""
        case = cast("Case", self)
        written = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False)
        called = Call.objects.filter(journey=case.journey_id, direction=Call.Direction.IN, talked=True)
        found = [each.select_related("contact").order_by("-at", "-id").first() for each in (written, called)]
        return max(filter(None, found), key=lambda each: each.at, default=None)

    @classmethod
    @together
    def take_in(cls, message: Message) -> Case | None:
        """File a message that came in with its case: the open one, the one it reopens, or a new one.

        What lies beside a conversation is shown with it and changes nothing; a machine's answer neither opens nor
        reopens, and mere thanks neither reopen nor wait for a word.
        """
        [journey] = _held_journey(message.thread_id)
        case: Case | None = _latest_held.first(journey.pk)
        kind: Any = StrangerSpoke if message.is_beside else MachineSpoke if _is_an_echo(message) else None
        if kind is None and not (case and case.hear_thanks(message)):
            case = cast("type[Case]", cls)._open_again(case, journey, message)
            case._hear(message)
        elif kind is not None and case is not None:
            announce(kind(case=case, message=message, contact=message.contact), by=message.contact, at=message.at)
        return case

    @classmethod
    def _open_again(cls, case: Case | None, journey: Journey, message: Message) -> Case:
        """The case that this message is about, open."""
        contact = message.contact
        if case is not None and case.may_reopen(message.at):
            case.reopen(message=message, by=contact, at=message.at)
        if case is not None and not case.is_closed:
            return case
        need = need_in(message.words, subject=message.subject)
        kinds = cast("type[Case]", cls)
        return kinds.open_for(
            journey.account, need=need, contact=contact, journey=journey, follows=case, by=contact, at=message.at
        )

    @together
    def hear(self, message: Message) -> None:
        """The customer's word: it is our turn."""
        cast("Case", self)._lock()._hear(message)

    def _hear(self, message: Message) -> None:
        case, contact = cast("Case", self), cast(Contact, message.contact)
        announce(CustomerSpoke(case=case, message=message, contact=contact), by=contact, at=message.at)
        case._hear_words(message, contact, at=message.at)

    def _hear_words(self, said: Message | Call, contact: Contact, *, at: datetime) -> None:
        """They wait for our word, whoever waited before; whoever was promised something chases it."""
        case = cast("Case", self)
        case._note_chase(said, contact, at=at)
        if case.state == case.State.WAITING:
            case.end_waiting(by=contact, at=at)
        case.waiting_since = case.waiting_since or at
        case.last_heard_at = case.last_word_at = max(at, case.last_word_at)
        case.save(update_fields=["waiting_since", "last_heard_at", "last_word_at"])

    @together
    def hear_of_sending(self, message: Message) -> None:
        """Our word is on its way."""
        announce(AnswerSent(case=cast("Case", self), message=message), by=None, at=message.sent_at)

    @together
    def hear_of_bounce(self, message: Message) -> None:
        """Our word did not arrive."""
        announce(AnswerBounced(case=cast("Case", self), message=message), by=None, at=message.bounced_at)


def _is_an_echo(message: Message) -> bool:
    """Whether a machine speaks in a conversation that others began."""
    return bool(message.auto) and message.thread.messages.filter(pk__lt=message.pk).exists()


@Written
def _held_journey(thread: int) -> models.QuerySet[Journey]:
    journeys = Journey.objects.select_related("account").select_for_update(of=("self",), no_key=True)
    return journeys.filter(thread=thread)


@Written
def _latest_held(journey: int) -> models.QuerySet[Case]:
    cases = apps.get_model("cases.case").objects.filter(journey=journey)
    return cases.select_for_update(no_key=True).latest_first()[:1]
