"""Telling: an offer becomes a promise, spoken and then written, or with a message of ours."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from fiverings.conversations.models import TELLS_AFTER, Message, NoAddress, Thread
from fiverings.core import clock
from fiverings.core.causes import current_mark
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from .kind import How
from .making import DueInThePast
from .matter import hold
from .promise import Promise
from .reaching import in_writing_from

if TYPE_CHECKING:
    from .offer import Offer


class OfferIsOver(Refused):
    """The offer was told already, or taken back."""


class NotToThem(Refused):
    """An offer goes with a message to whom it is for, that is still to be told."""


class Telling(models.Model):
    """The ability of an offer to be told."""

    class Meta:
        abstract = True

    @together
    def speak(self, *, by: Person | None, at: datetime | None = None, thread: Thread | None = None) -> Promise:
        """It was told on the telephone or in person: it is promised, and follows in writing at once.

        Refused: OfferIsOver, DueInThePast.
        """
        offer, at = self._waiting(), at or clock.now()
        if offer.due_at <= at:
            raise DueInThePast(_("This time has passed; offer another."))
        return offer.tell(how=How.SPOKEN, by=by, at=at, message=offer.write_down(thread, at=at))

    @together
    def write(self, message: Message) -> None:
        """It goes with a message of ours, and is promised when that is told, as history is at once.

        Refused: OfferIsOver, NotToThem, DueInThePast.
        """
        offer, is_told = self._waiting(), bool(current_mark()) and message.told_at is not None
        if message.contact_id != offer.to_contact_id or not (message.is_waiting or is_told):
            raise NotToThem(_("Write it to {contact}, in words not told yet.").format(contact=offer.to_contact))
        if offer.due_at <= message.at + TELLS_AFTER:
            raise DueInThePast(_("This time will have passed when they read it; offer another."))
        offer.message = message
        offer.save(update_fields=["message"])
        if is_told:
            offer.tell(how=How.WRITTEN, by=message.author, at=cast(datetime, message.told_at), message=message)

    @together
    def tell(
        self, *, how: str, by: Person | None, at: datetime, message: Message | None, replaces: Promise | None = None
    ) -> Promise:
        """From this moment on it is promised; OfferIsOver."""
        offer = self._waiting()
        promise = Promise.told(offer, how=how, by=by, at=at, message=message, replaces=replaces)
        offer.told_at = at
        offer.save(update_fields=["told_at"])
        return promise

    @together
    def take_back(self, *, at: datetime | None = None) -> None:
        """It will not be told; OfferIsOver."""
        offer = self._waiting()
        offer.taken_back_at = at or clock.now()
        offer.save(update_fields=["taken_back_at"])

    def write_down(self, thread: Thread | None, *, at: datetime) -> Message | None:
        """The sentence in writing, in their mailbox within the minute; nothing for whom no mail reaches.

        In their quiet hours it waits for the end of them, unless the promised time comes before.
        """
        offer = cast("Offer", self)
        quiet = in_writing_from(offer.to_contact, due_at=offer.due_at, at=at)
        theirs = offer.journey.threads.with_contact(offer.to_contact).order_by("-id")
        where = thread or theirs.first() or self._new_thread()
        with suppress(NoAddress), transaction.atomic():
            return Message.write(
                to=offer.to_contact, thread=where, text=offer.sentence, by=None, auto="promise", not_before=quiet, at=at
            )
        return None

    def _new_thread(self) -> Thread:
        offer = cast("Offer", self)
        name = str(offer.matter())
        thread = Thread(journey=offer.journey, subject=name, token=name)
        thread.save()
        return thread

    def _waiting(self) -> Offer:
        """Locked after its matter, and still to be told."""
        offer = cast("Offer", self)
        hold(offer.subject)
        offer.refresh_from_db(from_queryset=type(offer).objects.select_for_update(of=("self",)))
        if not offer.is_waiting:
            raise OfferIsOver(_("This offer was told already, or taken back."))
        return offer
