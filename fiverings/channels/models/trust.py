"""Trust: what was found of a mail before it is filed: whether it comes from whom it says, and whether it is spam."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..gateways.mail.junk import Judge
from ..gateways.mail.naming import Names, house_of
from ..gateways.mail.testimony import is_marked_as_spam
from ..gateways.mail.trust import Brought, examine, head_of

if TYPE_CHECKING:
    from .arrival import Arrival

log = logging.getLogger(__name__)

NOT_ASKED = "off"
KNOWN_BY_ITSELF = {"gmail": "mx.google.com", "graph": "mx.microsoft.com"}
FOUND = ("spf", "dkim", "dmarc", "dmarc_policy", "trust_words", "spam", "spam_words")
"""What is found of a mail before it is filed."""


class Proof(models.TextChoices):
    """What one test of a mail's origin found."""

    UNCHECKED = "", _("not checked")
    PASS = "pass", _("proven")
    FAIL = "fail", _("failed")
    SOFTFAIL = "softfail", _("probably failed")
    NONE = "none", _("nothing said")
    BROKEN = "broken", _("its domain says something that cannot be read")
    UNKNOWN = "unknown", _("could not be checked")


class Trust(models.Model):
    """The ability of an arrival to be looked at before it is filed; no transaction waits for it."""

    client_address = models.TextField(blank=True, default="", db_default="")
    client_name = models.TextField(blank=True, default="", db_default="")
    spf = models.TextField(choices=Proof.choices, blank=True, default="", db_default="")
    dkim = models.TextField(choices=Proof.choices, blank=True, default="", db_default="")
    dmarc = models.TextField(choices=Proof.choices, blank=True, default="", db_default="")
    dmarc_policy = models.TextField(blank=True, default="", db_default="")
    trust_words = models.TextField(blank=True, default="", db_default="")
    spam = models.TextField(blank=True, default="", db_default="")
    """Why it is taken for spam; nothing when it is not."""
    spam_words = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def look_at(self, raw: bytes) -> None:
        """Find out what can be found; whatever goes wrong with that is no reason to hold the mail up."""
        if cast("Arrival", self).via == "command":
            return
        try:
            self._examine(raw)
            self._judge(raw)
        except Exception:
            log.exception("The mail %s could not be looked at, and is filed as it is", self.pk)

    def _examine(self, raw: bytes) -> None:
        if settings.MAIL_DNS == NOT_ASKED:
            return
        arrival = cast("Arrival", self)
        names = Names(settings.MAIL_DNS, about=house_of(arrival.sender.rpartition("@")[2]))
        brought = Brought(
            client=arrival.client_address if arrival.via == "smtp" else "",
            helo=arrival.client_name,
            envelope_from=arrival.envelope_from,
            witness=arrival.mailbox.witness,
        )
        found = examine(raw, sender=arrival.sender, brought=brought, names=names, at=arrival.came_at)
        self.spf, self.dkim = str(found.spf.verdict), str(found.best_signature.verdict)
        self.dmarc, self.dmarc_policy = str(found.dmarc.verdict), found.policy
        self.trust_words = found.why.replace("\x00", "")

    def _judge(self, raw: bytes) -> None:
        """Ask whoever may say that it is spam: the mailbox's own server, and our rspamd."""
        arrival = cast("Arrival", self)
        self.spam, self.spam_words = "", ""
        if arrival.mailbox.believes_spam_marks and is_marked_as_spam(head_of(raw)):
            self.spam, self.spam_words = "marked", str(_("The server of the mailbox marked it as spam."))
        elif settings.RSPAMD_URL:
            about = {"ip": arrival.client_address, "helo": arrival.client_name, "from": arrival.envelope_from}
            judge = Judge(settings.RSPAMD_URL, settings.RSPAMD_PASSWORD)
            opinion = judge.opinion(raw, **about, rcpt=arrival.envelope_to or arrival.mailbox.address)
            self.spam = "rspamd" if opinion and opinion.is_spam else ""
            self.spam_words = opinion.in_words if opinion else str(_("rspamd could not be asked."))

    @property
    def doubt(self) -> str:
        """Why one should not believe who wrote it: its domain says that it is not from there, or nothing proves it."""
        if self.dmarc == Proof.FAIL:
            return "forged"
        unproven = self.spf == Proof.FAIL or (self.dkim == Proof.FAIL and self.spf != Proof.PASS)
        return "unproven" if unproven and self.dmarc != Proof.PASS else ""

    @property
    def is_proven(self) -> bool:
        """Whether it is proven that it comes from the domain of its sender."""
        return bool(self.dmarc == Proof.PASS)

    @property
    def proofs(self) -> list[tuple[str, str]]:
        """Each test with what it found, as it is shown."""
        return [(name.upper(), str(Proof(getattr(self, name)).label)) for name in ("spf", "dkim", "dmarc")]


class Caution(models.Model):
    """What a mailbox believes of what others say about its mail."""

    authserv_id = models.TextField(
        _("its server's name in Authentication-Results"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Fill this in only if that server removes such results when a sender wrote them."),
    )
    believes_spam_marks = models.BooleanField(_("its server marks spam"), default=False, db_default=False)
    sets_pretenders_aside = models.BooleanField(
        _("set aside who pretends to be a customer"), default=True, db_default=True
    )

    class Meta:
        abstract = True

    @property
    def witness(self) -> str:
        """The name under which its server says what it found of a mail."""
        return str(self.authserv_id) or KNOWN_BY_ITSELF.get(getattr(self, "way_in", ""), "")
