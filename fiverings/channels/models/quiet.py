"""Quiet: that nothing has come to a mailbox for longer than its habit; something on the way to it may be broken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models

from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Duty, NobodyOnDuty, Person

from ..events import MailboxQuiet, MailComesAgain
from .habit import Habit, HavingHabits

if TYPE_CHECKING:
    from .mailbox import Mailbox


class QuietQuerySet(Records):
    """The words by which these are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()

    def lasting(self) -> Self:
        return self.filter(ended_at=None)


class Quiet(Record):
    """A time in which unusually nothing came: since the last mail, noticed when it became unusual, until one came."""

    mailbox = models.ForeignKey("channels.Mailbox", on_delete=models.PROTECT, related_name="quiets")
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    allowance = models.DurationField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = QuietQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mailbox"], condition=models.Q(ended_at=None), name="channels_a_mailbox_is_quiet_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mailbox}, {self.since:%Y-%m-%d %H:%M}"


class BeingQuiet(HavingHabits):
    """The ability of a mailbox to be unusually quiet, and to be noticed."""

    class Meta:
        abstract = True

    @together
    def listen(self, *, at: datetime) -> None:
        """Note when silence becomes unusual, once, and when it is over."""
        mailbox, last = cast("Mailbox", self), self.last_arrival()
        lasting = Quiet.objects.lasting().select_for_update().filter(mailbox=mailbox).first()
        if last is None:
            return
        if lasting is not None:
            if last.arrived_at > lasting.since:
                lasting.ended_at = last.arrived_at
                lasting.save(update_fields=["ended_at"])
                announce(MailComesAgain(mailbox=mailbox), by=None, at=at)
            return
        habit = Habit.objects.filter(mailbox=mailbox).first()
        if habit is not None and self.silent_for(last, at) > habit.allowance:
            told = {"since": last.arrived_at, "allowance": habit.allowance}
            Quiet(mailbox=mailbox, noticed_at=at, **told).save()
            announce(MailboxQuiet(mailbox=mailbox, last_at=last.arrived_at), by=None, at=at)

    def who_answers_for_it(self) -> list[Person]:
        """The leads of its team; where it has none, the lead on duty; in a new house, who looks after the mail."""
        members = cast("Mailbox", self).team.memberships.current().select_related("person")
        leads = [each.person for each in members if each.person.is_active and each.person.may("channels.mail")]
        try:
            return leads or [Duty.lead()]
        except NobodyOnDuty:
            return list(Person.objects.who_may("channels.mail"))
