"""The demo's sink: what would have gone out into the world lies here, in the customers' mailboxes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from fiverings.core import clock
from fiverings.core.models import Record, Records

from ..gateways.mail.parsing import ParsedMail

if TYPE_CHECKING:
    from ..gateways.mail.listening import Handed


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
    message_id = models.TextField(blank=True)
    references = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = SinkLetterQuerySet.as_manager()
    personal = ("recipient", "sender", "subject", "text")

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
                subject=mail.subject,
                text=mail.text,
                message_id=mail.message_id,
                references=" ".join([*mail.references, mail.message_id]).strip(),
                at=at or clock.now(),
            )
