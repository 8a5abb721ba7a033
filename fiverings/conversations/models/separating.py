"""Separating: what a stranger wrote beside a conversation was about something else, and becomes one of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account, AlreadyUndone, Contact
from fiverings.people.models import Person

from ..events import SeparationUndone, StrangerSeparated
from .journey import Journey
from .receiving import NotBeside
from .thread import Thread

if TYPE_CHECKING:
    from .message import Message


class SpokenSince(Refused):
    """A conversation in which more was said, or that was divided, is one, and is not put back beside another."""


class SeparationQuerySet(Records):
    """The words by which separations are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account in whose conversation the words lay."""
        return self.filter(before__journey__account__in=Account.objects.visible_to(person))


class Separation(Record):
    """That a stranger's words were taken from beside a conversation into one of their own, and which words."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="separations")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="separation")
    messages = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_in = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = SeparationQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.contact)

    @property
    def apart(self) -> Journey:
        """The journey that the words have of their own."""
        return self.thread.journey

    def said(self) -> list[Any]:
        """The words, the oldest first."""
        return list(self.thread.messages.filter(pk__in=self.messages).order_by("at", "id"))

    @together
    def undo(self, *, by: Person | None, at: datetime | None = None) -> None:
        """Put the words back beside the conversation; AlreadyUndone, or SpokenSince when more, or less, was said."""
        separation = Separation.objects.select_for_update().get(pk=self.pk)
        if separation.undone_at:
            raise AlreadyUndone(_("This was taken back already."))
        if self.thread.messages.exclude(pk__in=self.messages).exists():
            raise SpokenSince(_("More was said there since. It stays a conversation of its own."))
        if self.thread.messages.filter(pk__in=self.messages).count() != len(self.messages):
            raise SpokenSince(_("Some of it was taken apart since. It stays a conversation of its own."))
        self.undone_at = at or clock.now()
        Separation.objects.filter(pk=self.pk).update(undone_at=self.undone_at, undone_in=CurrentTransaction())
        self.thread.messages.update(thread=self.before, is_beside=True)
        event = SeparationUndone(journey=self.before.journey, apart=self.apart, contact=self.contact, separation=self)
        announce(event, by=by, at=at)


class Separating(models.Model):
    """The ability of what lies beside a conversation to be taken into one of its own."""

    class Meta:
        abstract = True

    @together
    def separate(self, *, by: Person | None, at: datetime | None = None) -> Separation:
        """All that this stranger wrote beside this conversation is a conversation of theirs alone.

        NotBeside when they take part, or when it was done. Nobody whom they had in copy comes along.
        """
        message, at = cast("Message", self), at or clock.now()
        before = message.thread
        beside = before.messages.filter(contact=message.contact, is_beside=True).order_by("at", "id")
        said = list(beside.select_for_update())
        if message.contact is None or not said:
            raise NotBeside(_("Nothing of {contact} lies beside it.").format(contact=message.contact))
        thread = _of_their_own(message.contact, said[0], before=before, at=at)
        separation = Separation(
            contact=message.contact, before=before, thread=thread, messages=[each.pk for each in said], at=at
        )
        separation.save()
        beside.update(thread=thread, is_beside=False)
        event = StrangerSeparated(
            journey=before.journey, apart=thread.journey, contact=message.contact, separation=separation
        )
        announce(event, by=by, at=at)
        return separation


def _of_their_own(contact: Contact, first: Message, *, before: Thread, at: datetime) -> Thread:
    """A thread on a journey of the stranger's account, in which nothing of the other conversation is named."""
    subject = first.subject.replace(f"[{before.token}]", "") if before.token else first.subject
    journey = Journey.begin(contact.account, at=at)
    thread = Thread(journey=journey, channel=before.channel, subject=" ".join(subject.split()), team=before.team)
    thread.save()
    for address in contact.addresses.all()[:1]:
        thread.join(address.address, name=contact.name, contact=contact, at=at)
    return thread
