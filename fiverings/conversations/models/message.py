"""Message: what was said, to us or by us, and never changed once written."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .belonging import OfAJourney
from .formatting import Formatting
from .invited import Invited
from .outbox import TELLS_AFTER
from .picturing import Picturing
from .planning import Planning
from .receiving import Receiving
from .reporting import Reporting
from .sealed import Sealed
from .separating import Separating
from .signed import without_signed_links
from .thread import Thread
from .why_here import Grounded


class Direction(models.TextChoices):
    """Who speaks."""

    IN = "in", _("to us")
    OUT = "out", _("from us")


class Visibility(models.TextChoices):
    """Who may read a text; unless somebody says otherwise, only we."""

    INTERNAL = "internal", _("only us")
    CUSTOMER = "customer", _("the customer")


class MessageQuerySet(OfAJourney):
    """The words by which messages are found."""

    to_account = "thread__journey__account"

    def told(self) -> Self:
        """Those that exist for the customer: received, or let go by the outbox."""
        return self.exclude(told_at=None)

    def standing(self) -> Self:
        """Those told, and those that still wait to be; what was taken back is gone."""
        return self.filter(taken_back_at=None)

    def planned(self) -> Self:
        """What waits for the time that somebody chose."""
        return self.filter(outbox__planned_at__isnull=False)

    def for_customer(self) -> Self:
        """What a customer may read of the conversation."""
        return self.told().filter(visibility=Visibility.CUSTOMER, is_beside=False)


class Message(Grounded, Formatting, Picturing, Receiving, Separating, Planning, Reporting, Sealed, Invited, Record):
    """Words that went one way or the other; what became of their delivery is written beside them."""

    Direction = Direction
    Visibility = Visibility

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages", related_query_name="message")
    direction = models.TextField(choices=Direction.choices)
    visibility = models.TextField(choices=Visibility.choices, default=Visibility.INTERNAL)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="message"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = ArrayField(models.TextField(), default=list, blank=True)
    cc = ArrayField(models.TextField(), default=list, blank=True)
    subject = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    new_text = models.TextField(blank=True, default="")
    html_safe = models.TextField(blank=True, default="")
    message_id = models.TextField(blank=True, default="", db_collation="C")
    in_reply_to = models.TextField(blank=True, default="", db_collation="C")
    references = ArrayField(models.TextField(), default=list, blank=True)
    source = models.TextField(blank=True, default="")
    auto = models.TextField(blank=True, default="")
    sign_off = models.TextField(blank=True, default="", db_default="")
    meant = models.TextField(choices=Contact.Way.choices, blank=True, default="")
    at = models.DateTimeField()

    told_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    is_beside = models.BooleanField(default=False)

    objects = MessageQuerySet.as_manager()
    personal = ("to", "cc", "subject", "text", "new_text", "html_safe", "signer", "invitation", "sign_off")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(direction=Direction.OUT) | models.Q(contact__isnull=False, author=None),
                name="conversations_what_comes_in_is_said_by_a_contact",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None) | models.Q(told_at=None),
                name="conversations_what_was_told_is_not_taken_back",
            ),
        )
        indexes = (
            models.Index(fields=["thread", "at"], name="conversations_message_story"),
            models.Index(fields=["message_id"], condition=~models.Q(message_id=""), name="conversations_message_by_id"),
            models.Index(fields=["contact", "-at"], name="conversations_message_contact"),
        )

    def __str__(self) -> str:
        return self.subject or self.new_text[:60]

    @property
    def words(self) -> str:
        """What was said, as it is shown; the text itself stays as it was sent."""
        return without_signed_links(self.new_text or self.text)

    @property
    def folds_words(self) -> bool:
        """Whether they sent more words than are new, and these are to be read nowhere else."""
        return not self.is_ours and not self.html_safe and self.text.strip() != self.new_text.strip() != ""

    @property
    def is_ours(self) -> bool:
        return bool(self.direction == Direction.OUT)

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be taken back."""
        return self.told_at is None and self.taken_back_at is None

    @property
    def was_said(self) -> bool:
        """Whether it only puts in writing what was said: that stands, so nobody takes it back."""
        return self.auto == "promise"

    @property
    def held_until(self) -> datetime | None:
        """When it is told, if that is later than what is written now would be."""
        waits = self.outbox.due_at if self.is_waiting and hasattr(self, "outbox") else None
        return waits if waits and waits > self.at + TELLS_AFTER else None
