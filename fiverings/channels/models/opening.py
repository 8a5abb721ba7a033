"""Opening what was filed encrypted, once we have the key for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.conversations.models.why_here import WhyHere
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import MailTakenUpAgain
from ..gateways.mail.parsing import ParsedMail

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from .arrival import Arrival


class StillClosed(Refused):
    """We have no key that opens it, or it is open."""


class Opening(models.Model):
    """The ability of a filed mail to be opened later: what was said stays, and the opened words stand beside it."""

    class Meta:
        abstract = True

    @property
    def may_be_opened(self) -> bool:
        """Whether it was filed with something in it that we could not open."""
        arrival = cast("Arrival", self)
        return arrival.message is not None and arrival.outcome in ("filed", "beside") and arrival.message.is_closed

    def open_again(self, *, by: Person, at: datetime | None = None) -> None:
        """Read it with the keys that we have now; StillClosed when none of them opens it."""
        arrival = cast("Arrival", self)
        mail = ParsedMail.read(arrival.kept.read(), at=arrival.came_at)
        if mail.secrecy != "opened":
            raise StillClosed(_("We still have no key that opens this mail."))
        self._say_it_openly(mail, by, at)

    @together
    def _say_it_openly(self, mail: ParsedMail, by: Person, at: datetime | None) -> None:
        arrival = cast("Arrival", self)._locked()
        if not arrival.may_be_opened:
            raise StillClosed(_("This mail was opened already."))
        closed, read = cast(Message, arrival.message), cast(Any, mail)
        assert closed.contact is not None
        place = {"contact": closed.contact.survivor, "thread": closed.thread, "source": closed.source}
        ground = WhyHere(closed.filed_by, closed.filed_named, closed.filed_like)
        arrival.message = Message.receive(read, came=read, ground=ground, at=at, **place)
        arrival.save(update_fields=["message"])
        announce(MailTakenUpAgain(arrival=arrival, mailbox=arrival.mailbox), by=by, at=at)
