"""Saying: what was promised and told about cost in one conversation follows in writing at once, in one mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message, NoAddress
from fiverings.core import clock
from fiverings.core.together import together
from fiverings.people.models import Person
from fiverings.promises.models import Billable, ChargeDisclosure, How, NoPromiseOfCost, Offer, Promise, in_writing_from
from fiverings.promises.models import Kind as Promised

if TYPE_CHECKING:
    from .case import Case

Told = Mapping[str, Any]


class Said(NamedTuple):
    """What one conversation left: a promise, what they were told about cost, and the mail that holds both."""

    promise: Promise | None
    cost: ChargeDisclosure | None
    message: Message | None


class Saying(models.Model):
    """The ability of a case to have said to its customer what then stands in their mailbox."""

    class Meta:
        abstract = True

    @together
    def say(
        self,
        *,
        promise: Told | None = None,
        cost: Told | None = None,
        words: str = "",
        by: Person,
        at: datetime | None = None,
    ) -> Said:
        """It was told on the telephone or in person, and follows in one mail, below `words` of ours if there are any.

        `promise` as `promise_spoken`, `cost` as `tell_cost`, and refused as they are; words as `reply`.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        offer = case.offer_promise(**promise, by=by, at=at) if promise else None
        charge, known_by = case._charge(cost, by=by, at=at) if cost else (None, None)
        due_at = min((each.due_at for each in (offer, known_by) if each), default=None)
        message = case._write_said([*_sentences(offer, known_by, charge)], words.strip(), due_at=due_at, by=by, at=at)
        told = offer.tell(how=How.SPOKEN, by=by, at=at, message=message) if offer else None
        if charge:
            owed = known_by.tell(how=charge.told_how, by=by, at=at, message=message) if known_by else None
            case._tell_charge(charge, message, promise=owed, by=by, at=at)
        return Said(told, charge, message)

    def _tell_charge(
        self, charge: ChargeDisclosure, message: Message | None, *, promise: Promise | None, by: Person, at: datetime
    ) -> None:
        """From now on they know it; what is only written, when its mail is told."""
        case = cast("Case", self)
        if charge.told_how == How.WRITTEN and message is None:
            words = _("No mail reaches {contact}: tell them, and say that you did.")
            raise NoAddress(words.format(contact=charge.told_to))
        charge.told(case, promise=promise, message=message)
        if charge.told_how == How.SPOKEN:
            case._keep_promise_of_cost(charge, at=at)
            case.keep_promising(by=by, at=at)

    def _charge(self, cost: Told, *, by: Person, at: datetime) -> tuple[ChargeDisclosure, Offer | None]:
        """What they are told about cost, and by when they will know what nobody knows yet."""
        case, terms = cast("Case", self), dict(cost)
        due_at = terms.pop("due_at", None)
        charge = ChargeDisclosure.draw_up(
            subject=case, journey=case.journey, to=case._whom_to_tell(), by=by, at=at, **terms
        )
        if charge.billable != Billable.UNKNOWN:
            return charge, None
        if due_at is None:
            raise NoPromiseOfCost(_("Promise by when they will know what it costs."))
        return charge, case.offer_promise(kind=Promised.COST, due_at=due_at, by=by, at=at)

    def _write_said(
        self, sentences: list[str], words: str, *, due_at: datetime | None, by: Person | None, at: datetime
    ) -> Message | None:
        """In their mailbox within the minute, or after their quiet hours; nothing of ours for whom no mail reaches."""
        case = cast("Case", self)
        contact = case._whom_to_tell()
        if not words and not contact.addresses.exists():
            return None
        case.refuse_a_non_apology(words)
        thread, text = case.thread(contact), "\n\n".join([words, *sentences]).strip()
        if not words:
            quiet = in_writing_from(contact, due_at=due_at, at=at)
            return Message.write(to=contact, thread=thread, text=text, by=None, auto="promise", not_before=quiet, at=at)
        return Message.write(to=contact, thread=thread, text=text, cc=case.copies(contact, thread), by=by, at=at)

    @together
    def write_down_again(self, message: Message, *, at: datetime) -> Message | None:
        """Our words were taken back, and what had been said on the telephone still follows in writing."""
        case = cast("Case", self)._lock()
        kept = list(case._said_in(message))
        if not kept or case.is_closed:
            return None
        due_at = min((each.due_at for each in kept if isinstance(each, Promise)), default=None)
        return case._write_said([each.sentence for each in kept], "", due_at=due_at, by=None, at=at)

    def _said_in(self, message: Message) -> Iterator[Promise | ChargeDisclosure]:
        """What is promised whatever becomes of its message: what was spoken before, and what the house alone wrote."""
        how = How.SPOKEN if message.author_id else How.WRITTEN
        yield from Promise.objects.filter(message=message, told_how=how).order_by("id")
        if message.author_id:
            yield from ChargeDisclosure.objects.filter(message=message, told_how=How.SPOKEN).order_by("id")


def _sentences(*told: Offer | ChargeDisclosure | None) -> Iterable[str]:
    return [each.sentence for each in told if each]
