"""Planning: an answer that is sent later."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from fiverings.conversations.events import MessageHeldBack, MessageLeftBehind
from fiverings.conversations.models import Message
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from .preparing import Preparing

if TYPE_CHECKING:
    from .case import Case


class OwedNow(Refused):
    """What is promised, asked or owed goes out at once."""


class Planning(Preparing):
    """The ability of a case to be answered later."""

    class Meta:
        abstract = True

    @together
    def write_later(
        self, text: str, *, send_at: datetime, by: Person, at: datetime | None = None, **told: Any
    ) -> Message:
        """Write now what is sent at a later moment, unless they write before it.

        It promises and asks nothing: what else is to be `told` goes out at once. Refused: AlreadyClosed,
        NobodyToAnswer, NothingSaid, NoAddress, NotAnApology, NotLater, OwedNow.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_final()
        if any(told.values()):
            raise OwedNow(_("What is promised or asked goes out now: leave it out, or the time."))
        contact, text = case._whom_to_tell(), case.without_promises(text)
        case.refuse_a_non_apology(text)
        if case.broken_words():
            raise OwedNow(_("We broke a promise here: make it good now, not later."))
        thread = case.thread(contact)
        copies = case.copies(contact, thread)
        return Message.write_later(to=contact, thread=thread, text=text, cc=copies, send_at=send_at, by=by, at=at)

    @together
    def replan(
        self, message: Message, *, text: str, send_at: datetime, by: Person, at: datetime | None = None
    ) -> Message:
        """Other words or another time for an answer that waits for its time.

        Refused: AlreadyClosed, AlreadyTold, NothingSaid, NotAnApology, NotLater.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_final()
        text = case.without_promises(text)
        case.refuse_a_non_apology(text)
        return message.plan_anew(text, send_at=send_at, by=by, at=at)

    def planned(self) -> list[Message]:
        """What waits for its time about this case."""
        return list(Message.objects.planned().filter(thread__journey=cast("Case", self).journey_id).order_by("id"))

    def hold_back_planned(self, *, at: datetime) -> None:
        """They said that their need is met: what was to be said later is looked at again."""
        for each in self.planned():
            if each.at < at:
                each.give_up(why=MessageHeldBack, heir=None, at=at)

    @classmethod
    def inherit_planned(cls, leaver: Person, *, at: datetime) -> None:
        """What somebody who left was to say later is left to the owner of the case; nobody speaks in their name."""
        for each in Message.objects.planned().filter(author=leaver).select_related("thread__journey").order_by("id"):
            case = cast("type[Case]", cls).objects.on(each.thread.journey).latest_first().first()
            each.give_up(why=MessageLeftBehind, heir=case.owner if case else None, at=at)
