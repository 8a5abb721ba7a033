"""Signing: a mailbox has what leaves it signed with the key of its domain."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import SigningBegun
from ..gateways.mail.dkim_signing import Signing

if TYPE_CHECKING:
    from .mailbox import Mailbox


class CannotSign(Refused):
    """There is no key for the domain, and none could be made."""


class BeingSigned(models.Model):
    """The ability of a mailbox to have its mail signed; the key is a file, and never in the database."""

    class Meta:
        abstract = True

    @together
    def begin_signing(self, *, by: models.Model | None, at: datetime | None = None) -> Signing:
        """Make the key of the domain where there is none; CannotSign when that is impossible."""
        mailbox = cast("Mailbox", self)
        before = mailbox.signing()
        try:
            made = before or Signing.begin(mailbox.domain)
        except OSError as trouble:
            raise CannotSign(_("The key cannot be kept: {why}").format(why=trouble.strerror)) from trouble
        if made is None:
            raise CannotSign(_("The file with the key of {domain} cannot be read.").format(domain=mailbox.domain))
        if before is None:
            announce(SigningBegun(mailbox=mailbox), by=by, at=at)
        return made

    def signing(self) -> Signing | None:
        """How its mail is signed, if it is."""
        return Signing.of(cast("Mailbox", self).domain)
