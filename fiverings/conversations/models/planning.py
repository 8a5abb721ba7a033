"""Planning: what is written now is sent at a later moment, unless the customer writes before it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import (
    MessageHeldBack,
    MessageHurried,
    MessageLeftBehind,
    MessagePlanned,
    MessageReplanned,
    MessageUnaddressed,
)
from .drafting import Draft
from .outbox import TELLS_AFTER, Outbox
from .writing import AlreadyTold, Writing

if TYPE_CHECKING:
    from .message import Message


class NotLater(Refused):
    """The moment has passed, or is now."""


class Planning(Writing):
    """The ability of a message to be sent later; the row in the outbox waits, whoever is running."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def write_later(cls, *, send_at: datetime, by: Person, at: datetime | None = None, **message: Any) -> Self:
        """Tell a contact something at a later moment. As write; NotLater."""
        at = at or clock.now()
        if send_at <= at + TELLS_AFTER:
            raise NotLater(_("That is not later: choose a time to come, or none."))
        written = cls.write(by=by, not_before=send_at, at=at, **message)
        Outbox.objects.filter(message=cast("Message", written)).update(planned_at=at)
        journey = cast("Message", written).thread.journey
        announce(MessagePlanned(message=cast("Message", written), journey=journey, send_at=send_at), by=by, at=at)
        return written

    @together
    def plan_anew(self, text: str, *, send_at: datetime, by: Person, at: datetime | None = None) -> Self:
        """Other words, or another time, stand in its place, and its writer's draft stays; AlreadyTold, NotLater."""
        before, at = cast("Message", self), at or clock.now()
        self._lock_planned().delete()
        before.taken_back_at = at
        before.save(update_fields=["taken_back_at"])
        if send_at <= at + TELLS_AFTER:
            raise NotLater(_("That is not later: choose a time to come, or none."))
        to, thread = cast(Contact, before.contact), before.thread
        written = type(self).write(
            to=to, thread=thread, text=text, cc=before.cc, by=by, not_before=send_at, keeps_draft=True, at=at
        )
        after = cast("Message", written)
        Outbox.objects.filter(message=after).update(planned_at=at)
        announce(MessageReplanned(message=after, before=before, journey=thread.journey, send_at=send_at), by=by, at=at)
        return written

    def _lock_planned(self) -> Outbox:
        waiting = Outbox.objects.select_for_update().filter(message=cast("Message", self)).exclude(planned_at=None)
        for found in waiting:
            return cast(Outbox, found)
        raise AlreadyTold(_("It does not wait for its time any more."))

    @together
    def send_now(self, *, by: Person, at: datetime | None = None) -> None:
        """Send it now after all, with ten seconds to take it back; AlreadyTold."""
        message, at = cast("Message", self), at or clock.now()
        waiting = self._lock_planned()
        waiting.due_at, waiting.planned_at = at + TELLS_AFTER, None
        waiting.save(update_fields=["due_at", "planned_at"])
        announce(MessageHurried(message=message, journey=message.thread.journey), by=by, at=at)

    @property
    def is_planned(self) -> bool:
        """Whether it waits for a time that somebody chose."""
        message = cast("Message", self)
        return message.is_waiting and hasattr(message, "outbox") and message.outbox.planned_at is not None

    def why_held_back(self) -> type[MessageHeldBack | MessageUnaddressed] | None:
        """Why it is not sent at its time: they wrote about this need since, or its address is theirs no more."""
        message = cast("Message", self)
        heard = type(message)._default_manager.filter(thread__journey=message.thread.journey_id, direction="in")
        if heard.filter(is_beside=False, auto="", at__gt=message.at).exists():
            return MessageHeldBack
        to = cast(Contact, message.contact).survivor
        return None if to.addresses.filter(address__in=message.to).exists() else MessageUnaddressed

    @together
    def give_up(self, *, why: type[MessageHeldBack | MessageLeftBehind], heir: Person | None, at: datetime) -> None:
        """Not sent any more, before its time has come; what waits no longer is left alone."""
        for waiting in Outbox.objects.select_for_update().filter(message=self.pk).exclude(planned_at=None):
            waiting.delete()
            self.hold_back(why=why, heir=heir, at=at)

    def hold_back(
        self,
        *,
        why: type[MessageHeldBack | MessageUnaddressed | MessageLeftBehind],
        heir: Person | None = None,
        at: datetime,
    ) -> None:
        """Not sent: the words go back to whom they are of, or to an heir, who is told why."""
        message = cast("Message", self)
        message.taken_back_at = at
        message.save(update_fields=["taken_back_at"])
        author = heir or cast(Person, message.author)
        draft = message.thread.draft_of(author)
        text = "\n\n".join(filter(None, (draft.text.rstrip() if draft else "", message.text)))
        Draft.keep(thread=message.thread, by=author, text=text, version=draft.version if draft else 0, at=at)
        announce(why(message=message, journey=message.thread.journey, author=author), by=None, at=at)
