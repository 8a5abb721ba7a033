"""The way in: how the mail of a mailbox gets to us, and what we need for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.vault import unseal

from ..gateways.mail.sessions import Server
from .cursor import Cursor
from .pickup import Pickup

if TYPE_CHECKING:
    from .mailbox import Mailbox


class Way(models.TextChoices):
    """How mail gets to us; over SMTP a server may bring it in any case."""

    SMTP = "smtp", _("A mail server brings it to us (SMTP)")
    IMAP = "imap", _("We fetch it over IMAP")
    POP3 = "pop3", _("We fetch it over POP3")
    GRAPH = "graph", _("Microsoft 365")
    GMAIL = "gmail", _("Gmail")


class Security(models.TextChoices):
    """How the way to a mail server is protected."""

    TLS = "tls", _("TLS from the first byte")
    STARTTLS = "starttls", _("STARTTLS")
    NONE = "none", _("not at all")


WITH_A_SERVER = (Way.IMAP, Way.POP3)
BY_CONSENT = (Way.GRAPH, Way.GMAIL)
PORTS = {
    (Way.IMAP, Security.TLS): 993,
    (Way.IMAP, Security.STARTTLS): 143,
    (Way.IMAP, Security.NONE): 143,
    (Way.POP3, Security.TLS): 995,
    (Way.POP3, Security.STARTTLS): 110,
    (Way.POP3, Security.NONE): 110,
}


class WayIn(models.Model):
    """The way in of a mailbox: which one, and where its mail lies."""

    way_in = models.TextField(_("how its mail gets to us"), choices=Way.choices, default=Way.SMTP)
    fetch_host = models.TextField(_("server"), blank=True, default="")
    fetch_port = models.PositiveIntegerField(_("port"), default=993)
    fetch_security = models.TextField(_("protected by"), choices=Security.choices, default=Security.TLS)
    fetch_username = models.TextField(_("sign-in name"), blank=True, default="")
    fetch_password = models.TextField(blank=True, default="", editable=False)
    fetch_folder = models.TextField(_("folder"), default="INBOX")
    fetch_deletes = models.BooleanField(_("delete from the server what we took"), default=False)

    class Meta:
        abstract = True

    @property
    def way_in_words(self) -> str:
        return str(Way(self.way_in).label)

    @property
    def is_fetched(self) -> bool:
        return bool(self.way_in != Way.SMTP)

    @property
    def is_by_consent(self) -> bool:
        """Whether somebody has to sign in for us at a provider."""
        return self.way_in in BY_CONSENT

    @property
    def source(self) -> tuple[str, str, str]:
        """What tells one place where mail lies from another: what was read of one says nothing of the next."""
        return self.way_in, self.fetch_host.lower(), self.fetch_username

    @property
    def access(self) -> tuple[object, ...]:
        """All that a session with its server was begun by."""
        kept = (self.fetch_port, self.fetch_security, self.fetch_password, self.fetch_folder, self.fetch_deletes)
        return (*self.source, *kept)

    def server(self) -> Server:
        """The server that holds its mail; WrongKey when the password cannot be opened."""
        password = unseal(self.fetch_password)
        return Server(self.fetch_host, self.fetch_port, self.fetch_security, self.fetch_username, password)

    def begin_anew(self) -> None:
        """Read from the beginning: what we have already is known by its bytes and is not taken twice."""
        mailbox = cast("Mailbox", self)
        Cursor.objects.filter(mailbox=mailbox).update(validity=0, uid=0, mark="")
        Pickup.objects.filter(mailbox=mailbox).delete()
