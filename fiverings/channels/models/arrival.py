"""Arrival: a mail that reached us, safe before anything else happens to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core.models import Record, Records

from ..gateways.mail.keeping import Kept
from .arriving import Arriving
from .filing import Filing
from .opening import Opening
from .trust import Trust


class Via(models.TextChoices):
    """How a mail reached us."""

    SMTP = "smtp", _("over SMTP")
    IMAP = "imap", _("from the IMAP server")
    POP3 = "pop3", _("from the POP3 server")
    GRAPH = "graph", _("from Microsoft 365")
    GMAIL = "gmail", _("from Gmail")
    COMMAND = "command", _("by command")


class Outcome(models.TextChoices):
    """What became of a mail."""

    WAITING = "", _("waits to be filed")
    FILED = "filed", _("filed")
    BESIDE = "beside", _("filed beside the conversation")
    TWIN = "twin", _("had come before")
    ECHO = "echo", _("is a mail of our own")
    REPORT = "report", _("reports about a mail of ours")
    ASIDE = "aside", _("set aside")


class Reason(models.TextChoices):
    """Why a mail was set aside."""

    NOBODY = "nobody", _("nobody is named as its sender")
    OWN_ADDRESS = "own-address", _("it claims to come from an address of our own")
    STAFF = "staff", _("one of us wrote it, not a customer")
    FORWARD = "forward", _("one of us seems to have forwarded it, and nothing proves that")
    MACHINE = "machine", _("a machine wrote it, and it answers nothing of ours")
    UNKNOWN_BOUNCE = "unknown-bounce", _("it reports about a mail that is not ours")
    BLOCKED = "blocked", _("its sender is blocked")
    SPAM = "spam", _("it is taken for spam")
    PRETENDS = "pretends", _("it pretends to come from somebody we know: the domain of that address disowns it")
    FLOOD = "flood", _("too many mails came from this sender at once")
    FAILED = "failed", _("it could not be filed")


class ArrivalQuerySet(Records):
    """The words by which arrivals are found."""

    def visible_to(self, person: Any) -> Self:
        """Who looks after the mail sees it, without what belongs to accounts he may not see."""
        if not person.may("channels.mail"):
            return self.none()
        seen = Message.objects.visible_to(person).filter(pk=models.OuterRef("message"))
        return self.filter(models.Q(message=None) | models.Exists(seen))

    def waiting(self) -> Self:
        return self.filter(outcome=Outcome.WAITING)

    def undisturbed(self) -> Self:
        """Those that found their place, or are about to."""
        return self.exclude(outcome=Outcome.ASIDE)

    def set_aside(self) -> Self:
        return self.filter(outcome=Outcome.ASIDE)

    def filed_from(self, sender: str, *, since: datetime) -> Self:
        """Those of a sender that found their place since a moment."""
        return self.filter(sender=sender, came_at__gte=since, outcome__in=(Outcome.FILED, Outcome.BESIDE))

    def waiting_longer_than(self, span: timedelta, *, at: datetime) -> Self:
        return self.waiting().filter(arrived_at__lt=at - span)


class Arrival(Arriving, Filing, Opening, Trust, Record):
    """A raw mail in one of our mailboxes, and what became of it; the same mail arrives there once."""

    mailbox = models.ForeignKey(
        "channels.Mailbox", on_delete=models.PROTECT, related_name="arrivals", related_query_name="arrival"
    )
    via = models.TextField(choices=Via.choices)
    identity = models.TextField(db_collation="C")
    sha256 = models.TextField(db_collation="C")
    size = models.BigIntegerField()
    envelope_from = models.TextField(blank=True, default="")
    envelope_to = models.TextField(blank=True, default="")
    came_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    sender = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.WAITING, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(choices=Reason.choices, default="", blank=True)
    block = models.ForeignKey("channels.Block", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error = models.TextField(blank=True, default="")
    message = models.ForeignKey(
        "conversations.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_up_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()
    personal = (
        "envelope_from",
        "envelope_to",
        "sender",
        "subject",
        "error",
        "client_address",
        "client_name",
        "trust_words",
        "spam_words",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mailbox", "identity"], name="channels_a_mail_arrives_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_at=None)
                | ~models.Q(outcome="") & models.Q(settled_at__isnull=False),
                name="channels_what_is_settled_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.ASIDE) & ~models.Q(reason="")
                | ~models.Q(outcome=Outcome.ASIDE) & models.Q(reason=""),
                name="channels_what_is_set_aside_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", Outcome.ASIDE]) | models.Q(message__isnull=False),
                name="channels_what_is_filed_has_its_place",
            ),
        )
        indexes = (
            models.Index(fields=["mailbox", "-id"], name="channels_arrival_mailbox"),
            models.Index(fields=["arrived_at"], condition=models.Q(outcome=""), name="channels_arrival_waiting"),
            models.Index(fields=["-id"], condition=models.Q(outcome="aside"), name="channels_arrival_aside"),
            models.Index(fields=["sender", "came_at"], name="channels_arrival_sender"),
            models.Index(fields=["message"], name="channels_arrival_message"),
        )

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))

    @property
    def kept(self) -> Kept:
        """The raw mail on disk."""
        return Kept(self.sha256, self.size)

    @property
    def is_set_aside(self) -> bool:
        return bool(self.outcome == Outcome.ASIDE)

    @property
    def may_be_filed(self) -> bool:
        """Whether filing it again can change anything: who we are, and who nobody is, stays."""
        return self.is_set_aside and self.reason not in (Reason.NOBODY, Reason.OWN_ADDRESS, Reason.STAFF)

    @property
    def outcome_in_words(self) -> str:
        return str(Outcome(self.outcome).label)

    @property
    def reason_in_words(self) -> str:
        return str(Reason(self.reason).label) if self.reason else ""
