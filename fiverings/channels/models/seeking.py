"""Seeking: the conversation that a mail continues, and by which rule it was found."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db.models import QuerySet

from fiverings.conversations.models import FiledBy, Thread, WhyHere
from fiverings.core.vault import key_for
from fiverings.core.written import Written
from fiverings.customers.models import Account, Contact

from ..gateways.mail.tokens import found_in_addresses, found_in_subject, named_in_subject

if TYPE_CHECKING:
    from ..gateways.mail.parsing import ParsedMail
    from .arrival import Arrival

SIGNED = "marks in addresses"
ALIKE_FOR = timedelta(days=14)
"""How long after the last word the same subject continues a conversation."""


class Seeking:
    """The ability of a mail that is being sorted to be brought to its conversation."""

    arrival: Arrival
    mail: ParsedMail
    sender: str

    @property
    def thread(self) -> Thread | None:
        return self.found[0]

    @cached_property
    def found(self) -> tuple[Thread | None, WhyHere]:
        """The conversation that it continues, and by which rule; none, when it begins one."""
        token, token_in = self.token()
        answers, references = self.mail.in_reply_to, self.mail.references
        found = Thread.found_for(
            in_reply_to=answers, references=references, token=token, token_in=token_in, account=self.known
        )
        if found[0] is not None or token or answers or references:
            return found
        return self.named() or self.alike()

    def named(self) -> tuple[Thread | None, WhyHere] | None:
        """A case of the sender's own account whose number stands in the subject, as our letters write it."""
        token = named_in_subject(self.mail.subject, prefix=settings.CASE_PREFIX)
        if token is None or self.known is None or self.mail.auto.is_auto:
            return None
        thread, why = Thread.found_for(token=f"{token.prefix}-{token.number}", account=self.known)
        return (thread, why) if thread is not None and thread.journey.account_id == self.known.pk else None

    def alike(self) -> tuple[Thread | None, WhyHere]:
        """A mail that names nothing: what its sender wrote to this mailbox before under the same subject, if one is."""
        begun = None, WhyHere(FiledBy.ANEW)
        if self.contact is None or self.mail.auto.is_auto:
            return begun
        since = self.arrival.came_at - ALIKE_FOR
        found = Thread.alike(self.mail.subject, contact=self.contact.survivor, since=since)
        here = self.arrival.mailbox.arrivals.filter(message__thread=found[0])
        return found if found[0] is not None and here.exists() else begun

    @cached_property
    def contact(self) -> Contact | None:
        """The sender, when we know the sender."""
        return cast("Contact | None", _known.first(self.sender.strip().lower()))

    @property
    def known(self) -> Account | None:
        """The account of the sender, when we know the sender."""
        return self.contact.account if self.contact else None

    def token(self) -> tuple[str, FiledBy]:
        """The number of a case that the mail carries, and whether signed in an address of ours or in its subject."""
        written = [self.arrival.envelope_to, *(each.address for each in [*self.mail.to, *self.mail.cc])]
        prefix = settings.CASE_PREFIX
        signed = found_in_addresses(written, secrets=[key_for(SIGNED)], prefix=prefix)
        found = signed or found_in_subject(self.mail.subject, prefix=prefix)
        return f"{found.prefix}-{found.number}" if found else "", FiledBy.ADDRESS if signed else FiledBy.NUMBER


@Written
def _known(address: str) -> QuerySet[Contact]:
    return Contact.objects.filter(address__address=address).select_related("account")
