"""Consent: that Microsoft or Google lets us read a mailbox, since somebody signed in there, until it is withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.vault import seal, unseal

from ..events import MailboxConsentGiven, MailboxConsentWithdrawn
from ..gateways.cloud.asking import Line
from ..gateways.cloud.gmail import GmailBox
from ..gateways.cloud.graph import GraphBox
from ..gateways.cloud.leave import LeaveWithdrawn, Provider, Tokens
from ..gateways.mail.troubles import ServerRefused, SignInRefused
from .way_in import Way

if TYPE_CHECKING:
    from .mailbox import Mailbox

RENEWED_BEFORE = timedelta(minutes=2)
NOBODY_SIGNED_IN = _("Nobody has signed in yet: press Sign in on the page of the mailbox.")
WITHDRAWN = _("{provider} does not let us in any more: press Sign in anew. ({why})")
BOXES: dict[str, Any] = {Way.GRAPH: GraphBox, Way.GMAIL: GmailBox}


class NoConsent(Refused):
    """The provider gave no leave for what somebody came back with."""


class MailboxConsentQuerySet(Records):
    """The words by which consents are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()


class MailboxConsent(Record):
    """Leave to read a mailbox: whose it is there, and what it is shown by, sealed."""

    mailbox = models.OneToOneField("channels.Mailbox", on_delete=models.PROTECT, related_name="consent")
    account = models.TextField(blank=True, default="")
    access = models.TextField(editable=False)
    refresh = models.TextField(editable=False)
    lasts_until = models.DateTimeField()
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True, default="")

    objects = MailboxConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.account or str(self.mailbox)

    @classmethod
    def ask_for(cls, mailbox: Mailbox, *, code: str, verifier: str, back_to: str, by: Any) -> None:
        """Have leave given for the code with which somebody came back; NoConsent when there is none."""
        provider = Provider.named(mailbox.way_in)
        try:
            tokens = provider.exchange(code, verifier=verifier, back_to=back_to)
            account = BOXES[mailbox.way_in].whose(Line(lambda anew=False: tokens.access), provider.api)
        except (ServerRefused, OSError) as trouble:
            raise NoConsent(_("No leave was given: {why}").format(why=trouble)) from None
        cls.give(mailbox, tokens, account=account, by=by)

    @classmethod
    @together
    def give(cls, mailbox: Mailbox, tokens: Tokens, *, account: str, by: Any, at: datetime | None = None) -> None:
        """Keep the leave that was given, in the place of what there was."""
        moment = at or clock.now()
        told = {**_kept(tokens, moment), "account": account, "given_by": by, "given_at": moment}
        cls.objects.update_or_create(mailbox=mailbox, defaults={**told, "withdrawn_at": None, "why": ""})
        announce(MailboxConsentGiven(mailbox=mailbox), by=by, at=at)

    @classmethod
    def shown_for(cls, mailbox: Mailbox, *, anew: bool = False) -> str:
        """What leave is shown by, renewed when it is nearly over or `anew`; SignInRefused when there is none."""
        seen = cls.objects.filter(mailbox=mailbox).first()
        if seen is None:
            raise SignInRefused(str(NOBODY_SIGNED_IN))
        if seen.withdrawn_at is None and (anew or not seen._lasts()):
            seen = cls._renewed(seen)
        if seen.withdrawn_at is not None:
            raise SignInRefused(str(WITHDRAWN).format(provider=mailbox.way_in_words, why=seen.why))
        return unseal(seen.access)

    @classmethod
    @together
    def _renewed(cls, seen: MailboxConsent) -> MailboxConsent:
        """Renewed by one of us at a time: what another has just renewed is taken as it is."""
        consent: MailboxConsent = cls.objects.select_for_update().select_related("mailbox").get(pk=seen.pk)
        if consent.access != seen.access or consent.withdrawn_at is not None:
            return consent
        try:
            tokens = Provider.named(consent.mailbox.way_in).renew(unseal(consent.refresh))
        except LeaveWithdrawn as withdrawn:
            consent.withdrawn_at, consent.why = clock.now(), str(withdrawn)
            consent.save(update_fields=["withdrawn_at", "why"])
            announce(MailboxConsentWithdrawn(mailbox=consent.mailbox), by=None)
            return consent
        for name, value in _kept(tokens, clock.now()).items():
            setattr(consent, name, value)
        consent.save(update_fields=["access", "refresh", "lasts_until"])
        return consent

    def _lasts(self) -> bool:
        return self.lasts_until > clock.now() + RENEWED_BEFORE


def _kept(tokens: Tokens, now: datetime) -> dict[str, Any]:
    """As it lies in the database; what is not given anew stays what it was."""
    kept = {"access": seal(tokens.access), "lasts_until": now + timedelta(seconds=tokens.lasts)}
    return {**kept, "refresh": seal(tokens.refresh)} if tokens.refresh else kept
