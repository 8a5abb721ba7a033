"""The demo's sink: what would have gone out into the world lies here, in the customers' mailboxes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.customers.models import ContactAddress

from ..gateways.mail.addresses import Address
from ..gateways.mail.addresses import read as read_addresses
from ..gateways.mail.composing import OutgoingMail
from ..gateways.mail.parsing import ParsedMail
from ..gateways.mail.sending import Relay
from .mailbox import Mailbox

if TYPE_CHECKING:
    from ..gateways.mail.listening import Handed


KNOWN_AT_MOST = 200


class NotTaken(Refused):
    """Our own door did not take the mail; its answer says why."""


class SinkLetterQuerySet(Records):
    """The words by which letters in the sink are found."""

    def visible_to(self, person: Any) -> Self:
        """Anybody who looks at a demo may read them; elsewhere there are none."""
        return self if settings.DEMO else self.none()

    def of(self, address: str) -> Self:
        return self.filter(recipient=address.strip().lower())

    def mailboxes(self) -> list[dict[str, Any]]:
        """Every address with the number of its letters, the one with the newest letter first."""
        counted = self.values("recipient").annotate(letters=models.Count("id"), newest=models.Max("at"))
        return list(counted.order_by("-newest"))


class SinkLetter(Record):
    """One letter in one customer's mailbox of the demo."""

    recipient = models.TextField()
    sender = models.TextField()
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    reply_to = models.TextField(blank=True, default="")
    message_id = models.TextField(blank=True)
    references = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = SinkLetterQuerySet.as_manager()
    personal = ("recipient", "sender", "subject", "text", "reply_to")

    class Meta:
        indexes = (models.Index(fields=["recipient", "-id"], name="channels_sinkletter_mailbox"),)

    def __str__(self) -> str:
        return self.subject or "—"

    @classmethod
    def drop(cls, handed: Handed, *, at: datetime | None = None) -> None:
        """Put a letter into the mailbox of everybody it is addressed to; the same letter lies in each once."""
        mail = ParsedMail.read(handed.raw)
        for recipient in dict.fromkeys(each.lower() for each in handed.recipients):
            if mail.message_id and cls.objects.of(recipient).filter(message_id=mail.message_id).exists():
                continue
            cls.objects.create(
                recipient=recipient,
                sender=", ".join(f"{each.name} <{each.address}>".strip() for each in mail.from_),
                reply_to=next((each.address for each in [*mail.reply_to, *mail.from_]), ""),
                subject=mail.subject,
                text=mail.text,
                message_id=mail.message_id,
                references=" ".join([*mail.references, mail.message_id]).strip(),
                at=at or clock.now(),
            )

    def answer(self, *, text: str) -> None:
        """Answer as the customer whose letter this is, in its thread; NotTaken when our door refuses."""
        subject = self.subject if self.subject.lower().startswith("re:") else f"Re: {self.subject}"
        quoted = "\n".join(f"> {line}" for line in self.text.splitlines())
        told = f"{text}\n\nOn {self.at:%d %b %Y at %H:%M}, {self.sender} wrote:\n{quoted}\n"
        thread: dict[str, Any] = {"in_reply_to": self.message_id, "references": self.references.split()}
        write_as_customer(sender=self.recipient, to=self.reply_to, subject=subject, text=told, **thread)


def known_customers() -> list[ContactAddress]:
    """As whom a visitor may write, the newest contact first."""
    return list(ContactAddress.objects.select_related("contact").order_by("-id")[:KNOWN_AT_MOST])


def desk() -> str:
    """Where customers write to, unless they know better."""
    first = Mailbox.objects.first_opened()
    return first.address if first else ""


def house_zone() -> str:
    """Where the clocks of the desk hang."""
    first = Mailbox.objects.first_opened()
    return first.zone() if first else settings.TIME_ZONE


def write_as_customer(*, sender: str, to: str, subject: str, text: str, name: str = "", **thread: Any) -> None:
    """Send a mail from a customer to us as any mail server would, through our own door; NotTaken when it refuses."""
    mail = OutgoingMail(
        from_=Address(name, sender),
        to=read_addresses(to),
        subject=subject,
        text=text,
        domain=sender.rpartition("@")[2],
        date=clock.now(),
        **thread,
    )
    door = Relay(settings.MAIL_IN_HOST, settings.MAIL_IN_PORT)
    answer = door.hand_over(mail.compose(), sender=sender, recipients=[each.address for each in mail.to])
    if not answer.accepted:
        raise NotTaken(_("The mail was not taken: {words}").format(words=answer.words))
