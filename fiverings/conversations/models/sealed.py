"""How a message came to us: whose signature it bore and what that proved, and whether it was encrypted on its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from .message import Message


class Signature(models.TextChoices):
    """What the signature on a message proves."""

    VERIFIED = "verified", gettext_lazy("signed by its sender, verified")
    OTHER = "other", gettext_lazy("signed by somebody else than its sender")
    UNKNOWN = "unknown", gettext_lazy("signed, but nobody we trust vouches for the signer")
    EXPIRED = "expired", gettext_lazy("signed with a certificate or key that was not valid")
    ALTERED = "altered", gettext_lazy("the signature does not fit: changed or forged")
    PART = "part", gettext_lazy("only a part of it is signed")
    UNCHECKED = "unchecked", gettext_lazy("signed, but that could not be checked")


class Secrecy(models.TextChoices):
    """Whether a message was encrypted, and whether we could open it."""

    OPENED = "opened", gettext_lazy("encrypted, opened with our key")
    CLOSED = "closed", gettext_lazy("encrypted; we have no key for it")


class Doubt(models.TextChoices):
    """Why one should not believe who wrote a message."""

    FORGED = "forged", gettext_lazy("may be forged: nothing proves that it comes from its sender's domain")
    UNPROVEN = "unproven", gettext_lazy("may be forged: its sender could not be proven")


class Came(Protocol):
    """What we ask of the way a mail came."""

    signature: str
    signer: str
    secrecy: str
    invitation: dict[str, Any] | None
    doubt: str
    forwarded_by_id: int | None
    written_at: datetime | None


class Sealed(models.Model):
    """The ability of a message to say how it came."""

    signature = models.TextField(choices=Signature.choices, blank=True, default="", db_default="")
    signer = models.TextField(blank=True, default="", db_default="")
    doubt = models.TextField(choices=Doubt.choices, blank=True, default="", db_default="")
    secrecy = models.TextField(choices=Secrecy.choices, blank=True, default="", db_default="")

    forwarded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        """Whether something of it could not be opened."""
        return bool(cast("Message", self).secrecy == Secrecy.CLOSED)

    @property
    def seals_in_words(self) -> Iterator[str]:
        """Its seals, in a few words each; ours to say, never the sender's."""
        message = cast("Message", self)
        if message.forwarded_by is not None:
            yield _("forwarded by {person}").format(person=message.forwarded_by)
        if message.doubt:
            yield str(Doubt(message.doubt).label)
        if message.signature == Signature.VERIFIED:
            yield _("signed by {signer}, verified").format(signer=message.signer)
        elif message.signature == Signature.OTHER and message.signer:
            yield _("signed by {signer}, who is not its sender").format(signer=message.signer)
        elif message.signature:
            yield str(Signature(message.signature).label)
        if message.secrecy:
            yield str(Secrecy(message.secrecy).label)
