"""What customers write to us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person, Team

from ..events import MessageReceived, SenderLetIn
from .attachment import Attachment, Blob
from .journey import Journey
from .participant import Participant
from .sealed import Came
from .thread import Thread
from .why_here import WhyHere

if TYPE_CHECKING:
    from .message import Message


WAYS = ("signature", "signer", "secrecy", "invitation", "doubt", "forwarded_by_id", "written_at")
READERS_AT_MOST = 100  # whatever we answer goes to each of them


class Address(Protocol):
    """A mail address and the name beside it."""

    name: str
    address: str


class Attached(Protocol):
    """A file that came with a mail, or that goes with one."""

    name: str
    content_type: str
    content: bytes
    inline: bool
    content_id: str


class Mail(Protocol):
    """What we ask of a mail that was read."""

    from_: Sequence[Address]
    to: Sequence[Address]
    cc: Sequence[Address]
    subject: str
    message_id: str
    in_reply_to: str
    references: Sequence[str]
    auto: Any
    text: str
    new_text: str
    html_safe: str
    attachments: Sequence[Attached]


class NotBeside(Refused):
    """The sender takes part already."""


class Receiving(models.Model):
    """The ability of a message to come in."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def receive(
        cls,
        mail: Mail,
        *,
        contact: Contact,
        thread: Thread | None = None,
        mailbox_team: Team | None = None,
        ours: Iterable[str] = (),
        source: str = "",
        ground: WhyHere | None = None,
        came: Came | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Write down a mail that a contact sent us, in its thread or a new one; `ours` are our own addresses.

        `came` says which seals it bore, and to what it invites.

        A sender who does not take part in the thread is filed beside it, and nobody in copy joins through him; nor does
        anybody through a mail that names a thread by its number alone, which anybody can guess.
        """
        at, is_known = at or clock.now(), thread is None or thread.is_answered_by(mail)
        if thread is None:
            thread = Thread(journey=Journey.begin(contact.account, at=at), subject=mail.subject, team=mailbox_team)
            thread.save()
        is_beside = not thread.has(contact)
        why = ground or WhyHere()
        message = cls._written_down(
            mail, came, thread=thread, contact=contact, is_beside=is_beside, source=source, at=at,
            filed_by=why.rule, filed_named=why.named, filed_like=why.at,
        )  # fmt: skip
        if not is_beside:
            message._let_readers_in(mail, contact, {each.lower() for each in ours}, at, copies=is_known)
        attach(message, mail.attachments, at)
        journey = thread.journey
        event = MessageReceived(message=message, journey=journey, contact=contact, account=journey.account)
        announce(event, by=contact, at=at)
        return cast(Self, message)

    @classmethod
    def _written_down(cls, mail: Mail, came: Came | None, *, at: datetime, **filed: Any) -> Message:
        ways = {key: getattr(came, key) for key in WAYS if came}
        message = cast("type[Message]", cls)(
            direction="in",
            visibility="customer",
            to=[each.address for each in mail.to],
            cc=[each.address for each in mail.cc],
            subject=mail.subject,
            text=mail.text,
            new_text=mail.new_text,
            html_safe=mail.html_safe,
            message_id=mail.message_id,
            in_reply_to=mail.in_reply_to,
            references=list(mail.references),
            auto=(mail.auto.why or "automatic") if mail.auto.is_auto else "",
            at=at,
            told_at=at,
            **filed,
            **ways,
        )
        message.save()
        return message

    def _let_readers_in(self, mail: Mail, contact: Contact, ours: set[str], at: datetime, *, copies: bool) -> None:
        message = cast("Message", self)
        readers = [Participant(address=each.address, name=each.name, contact=contact) for each in mail.from_[:1]]
        for each in [*mail.to, *mail.cc][:READERS_AT_MOST]:
            if copies and each.address.lower() not in ours:
                readers.append(Participant(address=each.address, name=each.name))
        message.thread.join_all(readers, at=at)

    @together
    def let_in(self, *, by: Person, at: datetime | None = None) -> Participant:
        """Let the sender of a message that lies beside a conversation take part in it; NotBeside when that is done."""
        message = cast("Message", self)
        waiting = type(message).objects.filter(thread=message.thread, contact=message.contact, is_beside=True)
        if message.contact is None or not waiting.update(is_beside=False):
            raise NotBeside(_("{contact} takes part already.").format(contact=message.contact))
        message.is_beside = False
        first = message.contact.addresses.first()
        participant = Participant(
            thread=message.thread,
            contact=message.contact,
            address=first.address if first else "",
            name=message.contact.name,
            since=at or clock.now(),
            let_in_by=by,
        )
        participant.save()
        announce(SenderLetIn(message=message, journey=message.thread.journey, participant=participant), by=by, at=at)
        return participant


def attach(message: Message, files: Iterable[Attached], at: datetime) -> None:
    """Keep the files that belong to a message, each content once."""
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            blob=Blob.keep(each.content, at=at),
            name=each.name,
            content_type=each.content_type,
            is_inline=each.inline,
            content_id=each.content_id,
        )
        for each in files
    )
