"""Question: a mail in which a customer was asked whether it works; who holds its link answers it, and no other one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.customers.models import Contact, ContactAddress

from .resolution import Resolution

SALT = "cases.resolution"
ANSWERED_WITHIN = timedelta(days=30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


class LinkExpired(Exception):
    """A link to answer by is older than thirty days."""


@dataclass(frozen=True)
class Question:
    """What a mailed link stands for: the proposal, and the mail that asked about it."""

    resolution: Resolution
    message: Message

    @property
    def asked(self) -> Contact | None:
        """Who has it in their mailbox, whoever they were found to be since."""
        return self.message.contact.survivor if self.message.contact else None

    @staticmethod
    def link(resolution: Resolution, *, at: datetime) -> str:
        """Where the reader of the mail of this moment answers without signing in; it holds nothing of the case."""
        named = ".".join(signing.b62_encode(each) for each in (resolution.pk, (at - EPOCH) // TICK))
        token = signing.Signer(salt=SALT).sign(named)
        return f"{settings.PUBLIC_ADDRESS}{reverse('resolution-answer', args=[token])}"

    @classmethod
    def of_token(cls, token: str, *, at: datetime | None = None) -> Question | None:
        """The question of a link, once its own mail was told; LinkExpired after thirty days.

        LinkExpired too when the mailbox that it was sent to is theirs no more.
        """
        try:
            named = signing.Signer(salt=SALT).unsign(token)
        except signing.BadSignature:
            return None
        number, ticks = map(signing.b62_decode, named.split("."))
        asked_at = EPOCH + ticks * TICK
        if (at or clock.now()) - asked_at > ANSWERED_WITHIN:
            raise LinkExpired
        known = Resolution.objects.select_related("case__account", "case__contact", "case__owner", "message__contact")
        resolution = known.filter(pk=number).first()
        message = resolution and _mail(resolution, asked_at)
        if message and not _is_in_their_mailbox(message):
            raise LinkExpired
        return cls(resolution, message) if resolution and message else None


def _is_in_their_mailbox(message: Message) -> bool:
    """Whether it was sent to an address that is still of whom it was for."""
    theirs = {message.contact_id, message.contact and message.contact.survivor.pk}
    return ContactAddress.objects.filter(contact__in=theirs, address__in=[each.lower() for each in message.to]).exists()


def _mail(resolution: Resolution, asked_at: datetime) -> Message | None:
    """The mail of that moment, where the case is told now; none before it has left us."""
    journeys = [resolution.case.journey_id, resolution.case.survivor().journey_id]
    told = Message.objects.filter(thread__journey__in=journeys, direction="out", at=asked_at, told_at__isnull=False)
    found: Message | None = told.select_related("contact__account", "contact__merged_into__account").first()
    return found
