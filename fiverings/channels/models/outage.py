"""Falling silent: a mailbox that cannot be read is noticed at once and not forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together

from ..events import MailboxAnswered, MailboxFellSilent, MailboxShutsUsOut

if TYPE_CHECKING:
    from .mailbox import Mailbox


class Cause(models.TextChoices):
    """Why a mailbox cannot be read, by what would mend it."""

    SIGN_IN = "sign-in", _("we are not let in")
    NETWORK = "network", _("its server cannot be reached")
    SERVER = "server", _("its server says no")


class OutageQuerySet(Records):
    """The words by which outages are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()

    def lasting(self) -> Self:
        return self.filter(ended_at=None)


class Outage(Record):
    """A time in which a mailbox could not be read, and what its server said last."""

    mailbox = models.ForeignKey("channels.Mailbox", on_delete=models.PROTECT, related_name="outages")
    began_at = models.DateTimeField()
    why = models.TextField()
    cause = models.TextField(choices=Cause.choices, default=Cause.SERVER)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OutageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mailbox"],
                condition=models.Q(ended_at=None),
                name="channels_a_mailbox_is_silent_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.why


class FallingSilent(models.Model):
    """The ability of a mailbox to stop answering and to answer again."""

    class Meta:
        abstract = True

    @together
    def fall_silent(self, *, why: str, cause: Cause = Cause.SERVER) -> None:
        """Note that it cannot be read; announced when it begins, not at every try."""
        mailbox = cast("Mailbox", self)
        told = {"why": why, "cause": cause}
        outage, is_new = Outage.objects.get_or_create(
            mailbox=mailbox, ended_at=None, defaults={"began_at": clock.now(), **told}
        )
        if is_new:
            announce(MailboxFellSilent(mailbox=mailbox, outage=outage), by=None)
        elif (outage.why, outage.cause) != (why, cause):
            Outage.objects.filter(pk=outage.pk).update(**told)
        if cause == Cause.SIGN_IN and (is_new or outage.cause != cause):
            announce(MailboxShutsUsOut(mailbox=mailbox, outage=outage), by=None)

    @together
    def answer(self) -> None:
        """Note that it can be read, and end what outage there was."""
        mailbox = cast("Mailbox", self)
        for outage in Outage.objects.lasting().select_for_update().filter(mailbox=mailbox):
            outage.ended_at = clock.now()
            outage.save(update_fields=["ended_at"])
            announce(MailboxAnswered(mailbox=mailbox, outage=outage), by=None)
