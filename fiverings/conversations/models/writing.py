"""What we write to customers: it waits in the outbox, can be taken back, and then is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.causes import current_mark
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import MessageTakenBack, MessageWritten
from .drafting import Draft
from .noting import NothingSaid
from .outbox import TELLS_AFTER, Outbox
from .participant import Participant
from .receiving import Attached, attach
from .template import Template
from .thread import Thread

if TYPE_CHECKING:
    from .message import Message


class NoAddress(Refused):
    """We do not know where to write to."""


class AlreadyTold(Refused):
    """What was told is told."""


class Writing(models.Model):
    """The ability of a message to be written by us."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def write(
        cls,
        *,
        to: Contact,
        thread: Thread,
        text: str,
        by: Person | None,
        cc: Iterable[str] = (),
        attachments: Iterable[Attached] = (),
        auto: str = "",
        not_before: datetime | None = None,
        keeps_draft: bool = False,
        at: datetime | None = None,
    ) -> Self:
        """Tell a contact something; for ten seconds it waits in the outbox, or `not_before`. History is told at once.

        `auto` names why the house writes by itself. Refused: NothingSaid, NoAddress.
        """
        at = at or clock.now()
        if not text.strip():
            raise NothingSaid(_("A message needs words."))
        message = cls._ours(to=to.survivor, thread=thread, text=text.strip(), author=by, cc=list(cc), auto=auto, at=at)
        thread.join_all([Participant(address=each) for each in (*message.to, *message.cc)], at=at)
        attach(message, attachments, at)
        if by is not None and not keeps_draft:
            thread.forget_draft(by)
        if current_mark():
            message.tell(at=at)
        else:
            Outbox(message=message, due_at=max(at + TELLS_AFTER, not_before or at)).save()
        return cast(Self, message)

    @classmethod
    def _ours(cls, *, to: Contact, thread: Thread, text: str, **more: Any) -> Message:
        address = to.addresses.first()
        if address is None:
            raise NoAddress(_("{contact} has no mail address.").format(contact=to))
        answered, named = _last_heard.first(thread.pk) or ("", [])
        message = cast("type[Message]", cls)(
            thread=thread,
            direction="out",
            visibility="customer",
            contact=to,
            to=[address.address],
            subject=thread.subject,
            text=text,
            new_text=text,
            message_id=f"{uuid4().hex}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}",
            in_reply_to=answered,
            references=[*named, answered] if answered else [],
            meant=_meant_for(to, by_house=bool(more["auto"])),
            sign_off=signature_below(to, more["author"]),
            **more,
        )
        message.save()
        return message

    @together
    def take_back(self, *, by: Person, at: datetime | None = None) -> Draft | None:
        """Take the words back before they are told, and into the author's draft; AlreadyTold when it is too late."""
        message = cast("Message", self)
        waiting = Outbox.objects.select_for_update().filter(message=message).first()
        if waiting is None:
            raise AlreadyTold(_("It is too late: this was told."))
        waiting.delete()
        message.taken_back_at = at or clock.now()
        message.save(update_fields=["taken_back_at"])
        announce(MessageTakenBack(message=message, journey=message.thread.journey), by=by, at=at)
        return message.back_to_draft(message.taken_back_at)

    @together
    def take_back_written(self, *, by: Person, at: datetime | None = None) -> None:
        """As take_back; what only puts in writing what was said stands: AlreadyTold."""
        if cast("Message", self).was_said:
            raise AlreadyTold(_("It was said, and follows in writing."))
        self.take_back(by=by, at=at)

    def back_to_draft(self, at: datetime) -> Draft | None:
        """Its words stand below what its writer had begun meanwhile."""
        message = cast("Message", self)
        if message.author is None:
            return None
        begun = message.thread.draft_of(message.author)
        text = "\n\n".join(filter(None, (begun.text.rstrip() if begun else "", message.text)))
        version = begun.version if begun else 0
        return Draft.keep(thread=message.thread, by=message.author, text=text, version=version, at=at).draft

    def tell(self, *, at: datetime | None = None) -> None:
        """From this moment on the words are told, and channels carries them."""
        message = cast("Message", self)
        message.told_at = at or clock.now()
        message.save(update_fields=["told_at"])
        journey = message.thread.journey
        event = MessageWritten(
            message=message, journey=journey, contact=cast(Contact, message.contact), account=journey.account
        )
        announce(event, by=message.author, at=message.told_at)


def _meant_for(contact: Contact, *, by_house: bool) -> str:
    """By which way they like to be reached, where a mail stands in for it; the house alone calls nobody."""
    likes = Contact.Way(contact.prefers)
    return "" if likes == Contact.Way.MAIL or (by_house and likes == Contact.Way.PHONE) else likes.value


def signature_below(contact: Contact, author: Person | None) -> str:
    """What stands below the words of one of us, as it is when they write them; history has none."""
    if author is None or current_mark():
        return ""
    return Template.objects.signature_of(author, language=contact.language or contact.account.language)


@Written
def _last_heard(thread: int) -> models.QuerySet[Message, Any]:
    said = Thread(pk=thread).messages.filter(direction="in", is_beside=False).exclude(message_id="")
    return said.order_by("-at", "-id").values_list("message_id", "references")[:1]
