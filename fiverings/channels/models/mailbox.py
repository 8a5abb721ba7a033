"""Mailbox: an address of ours at which a team receives mail and from which it answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, cast

from django.conf import settings
from django.db import models
from django.db.models.functions import Length, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Thread
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.vault import seal, unseal
from fiverings.core.written import Written
from fiverings.people.models import Duty, Person, Team

from ..events import MailboxChanged, MailboxOpened
from ..gateways.mail.listening import Handed
from ..gateways.mail.sending import Relay
from .arrival import Arrival, Via
from .fetching import Fetching
from .outage import FallingSilent, Outage
from .quiet import BeingQuiet, Quiet
from .signing import BeingSigned
from .trust import Caution
from .way_in import BY_CONSENT, Security, Way, WayIn

SECRETS = ("fetch_password", "smtp_password")


class NoMailbox(Exception):
    """A mailbox that was there when the mail was announced is there no more."""


class AddressInUse(Refused):
    """The address has a mailbox already."""


class MailboxQuerySet(Records):
    """The words by which mailboxes are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()

    def addressed(self, address: str) -> Mailbox | None:
        """The mailbox that an address means: exactly, or without what stands behind a plus sign."""
        local, _at, domain = address.strip().strip("<>").lower().rpartition("@")
        return cast("Mailbox | None", _meant.first(f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"))

    @together
    def take_in(self, handed: Handed) -> None:
        """Keep a mail that a server hands over, for every mailbox on its envelope or for none."""
        for recipient in handed.recipients:
            mailbox = self.addressed(recipient)
            if mailbox is None:
                raise NoMailbox(recipient)
            envelope: dict[str, Any] = {"sender": handed.sender, "recipient": recipient, "client": handed.client}
            Arrival.accept(handed.raw, mailbox=mailbox, via=Via.SMTP, **envelope)

    def fetched(self) -> Self:
        """Those whose mail lies on a server for us; where somebody has to sign in first, they have."""
        return self.exclude(way_in=Way.SMTP).exclude(way_in__in=BY_CONSENT, consent=None)

    def with_silence(self) -> Self:
        """Each with its team and, as `silence` and `hush`, the outage that lasts and that it is unusually quiet."""
        lasting = models.Prefetch("outages", Outage.objects.lasting(), to_attr="silence")
        quiet = models.Prefetch("quiets", Quiet.objects.lasting(), to_attr="hush")
        return self.select_related("team").prefetch_related(lasting, quiet)

    def have_been_reached(self) -> bool:
        """Whether any mail has come to these; the latest is looked at, which an index finds."""
        return Arrival.objects.filter(mailbox__in=self).order_by("-id").values("id").first() is not None

    def first_opened(self) -> Mailbox | None:
        """The one that stands for all when nothing says which."""
        return self.order_by("id").first()

    def for_answers_to(self, thread: Thread, *, author: Person | None) -> Mailbox | None:
        """Where the customer wrote to, else the mailbox of the author's team, else the first that was opened."""
        teams = Team.objects.filter(memberships__person=author, memberships__until=None)
        asked = self.filter(arrival__message__thread=thread).order_by("-arrival__id")
        return asked.first() or self.filter(team__in=teams).order_by("id").first() or self.first_opened()


class Mailbox(Fetching, FallingSilent, BeingQuiet, BeingSigned, WayIn, Caution, Record):
    """An address of ours: mail reaches it over SMTP, or lies for it on a server; answers leave from it."""

    address = models.EmailField(_("mail address"), max_length=254)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+", verbose_name=_("team"))
    opened_at = models.DateTimeField()
    reads_from = models.DateTimeField(_("fetch mail since"))

    takes_marks = models.BooleanField(
        _("answers may come to address+mark"),
        default=False,
        help_text=_("Only if its server also delivers mail to addresses with a plus sign and a mark."),
    )

    smtp_host = models.TextField(_("SMTP server"), blank=True, default="")
    smtp_port = models.PositiveIntegerField(_("port"), default=587)
    smtp_security = models.TextField(_("protected by"), choices=Security.choices, default=Security.STARTTLS)
    smtp_username = models.TextField(_("sign-in name"), blank=True, default="")
    smtp_password = models.TextField(blank=True, default="", editable=False)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = (
            models.UniqueConstraint(fields=["address"], name="channels_an_address_has_one_mailbox"),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="channels_a_mailbox_is_in_lower_case"
            ),
        )

    def __str__(self) -> str:
        return str(self.address)

    def get_absolute_url(self) -> str:
        return reverse("mailbox", args=[self.pk])

    @property
    def domain(self) -> str:
        return str(self.address).rpartition("@")[2]

    @classmethod
    @together
    def open(cls, *, address: str, team: Any, by: models.Model | None, at: datetime | None = None, **more: Any) -> Self:
        """Open a mailbox for a team; passwords among the settings are sealed."""
        moment = at or clock.now()
        mailbox = cls(address=address.strip().lower(), team=team, opened_at=moment, **_sealed(more))
        mailbox._refuse_a_second()
        mailbox.reads_from = mailbox.reads_from or moment
        mailbox.save()
        announce(MailboxOpened(mailbox=mailbox), by=by, at=at)
        return mailbox

    @together
    def change(self, *, by: models.Model | None, at: datetime | None = None, **more: Any) -> None:
        """Change settings; a password that is empty stays what it was."""
        kept = {name: value for name, value in more.items() if value or name not in SECRETS}
        before = self.source
        for name, value in _sealed(kept).items():
            setattr(self, name, value)
        self.address = self.address.strip().lower()
        self._refuse_a_second()
        self.save()
        if self.source != before:
            self.begin_anew()
        announce(MailboxChanged(mailbox=self), by=by, at=at)

    def _refuse_a_second(self) -> None:
        if Mailbox.objects.filter(address=self.address).exclude(pk=self.pk).exists():
            raise AddressInUse(_("{address} has a mailbox already.").format(address=self.address))

    def zone(self) -> str:
        """Where its clocks hang: as the calendar of its team has it, else as the lead on duty does."""
        calendar = self.team.calendar
        return str(calendar.current.zone if calendar and calendar.current else Duty.lead().zone)

    def relay(self) -> Relay:
        """The SMTP server that carries its mail: its own, else the installation's; in a demo always the demo's."""
        if self.smtp_host and not settings.DEMO:
            password = unseal(self.smtp_password)
            return Relay(self.smtp_host, self.smtp_port, self.smtp_security, self.smtp_username, password)
        security = Security.STARTTLS if settings.EMAIL_USE_TLS else Security.NONE
        username, password = settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD
        return Relay(settings.EMAIL_HOST, settings.EMAIL_PORT, security, username, password)


def _sealed(more: dict[str, Any]) -> dict[str, Any]:
    return {name: seal(value) if name in SECRETS else value for name, value in more.items()}


@Written
def _meant(exactly: str, without_mark: str) -> models.QuerySet[Mailbox]:
    meant = Mailbox.objects.filter(address__in=[exactly, without_mark])
    return meant.order_by(Length("address").desc())[:1]
