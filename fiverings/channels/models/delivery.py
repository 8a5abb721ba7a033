"""Delivery: a message of ours on its way to its readers, and every attempt to hand it over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.models import Record, Records
from fiverings.core.together import together

from .carrying import TOLD_BY_US, Carrying
from .mailbox import Mailbox


class State(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("waits to be carried")
    SENT = "sent", _("handed over")
    FAILED = "failed", _("came back")
    WITHHELD = "withheld", _("withheld: too many automatic mails in an hour")


class DeliveryQuerySet(Records):
    """The words by which deliveries are found."""

    def visible_to(self, person: Any) -> Self:
        if not person.may("channels.mail"):
            return self.none()
        return self.filter(message__in=Message.objects.visible_to(person))

    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def overdue_for(self, span: timedelta, *, at: datetime) -> Self:
        """Those that should have been tried this long ago."""
        return self.waiting().filter(due_at__lt=at - span)

    def automatic(self, *, since: datetime) -> Self:
        """What the house wrote by itself."""
        return self.filter(state=State.SENT, settled_at__gte=since).exclude(message__auto__in=TOLD_BY_US)

    def to_address(self, address: str) -> Self:
        return self.filter(message__to__contains=[address])

    def about(self, journey: int) -> Self:
        return self.filter(message__thread__journey=journey)


class Delivery(Carrying, Record):
    """One message, the mailbox it leaves from, and those who have not got it yet."""

    State = State

    message = models.OneToOneField("conversations.Message", on_delete=models.PROTECT, related_name="+")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="deliveries")
    recipients = ArrayField(models.TextField(), default=list)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()
    personal = ("recipients",)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING, settled_at=None)
                | ~models.Q(state=State.WAITING) & models.Q(settled_at__isnull=False),
                name="channels_what_is_carried_has_a_moment",
            ),
        )
        indexes = (
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="channels_delivery_due"),
            models.Index(fields=["mailbox", "-id"], name="channels_delivery_mailbox"),
        )

    def __str__(self) -> str:
        return str(self.message)

    @classmethod
    @together
    def begin(cls, message: Message, *, at: datetime | None = None) -> Delivery | None:
        """Set out with a message to everybody it is for, once; never to ourselves, where it would come back."""
        moment = at or clock.now()
        mailbox = Mailbox.objects.for_answers_to(message.thread, author=message.author)
        own = {mailbox.address for mailbox in Mailbox.objects.all()}
        recipients = [each for each in dict.fromkeys([*message.to, *message.cc]) if each.lower() not in own]
        if mailbox is None or not recipients:
            message.mark_bounced(
                "No mailbox is open to send it from." if mailbox is None else "It names only ourselves."
            )
            return None
        columns = {"mailbox": mailbox, "recipients": recipients, "begun_at": moment, "due_at": moment}
        delivery, is_new = cls._default_manager.get_or_create(message=message, defaults=columns)
        if is_new:
            later(delivery.carry)
        return delivery


class Attempt(Record):
    """One try to hand a message over; a try without an answer was cut short, and nobody knows how far it came."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    server = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")

    personal = ("answer",)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["delivery", "number"], name="channels_attempts_are_numbered"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.answer}"
