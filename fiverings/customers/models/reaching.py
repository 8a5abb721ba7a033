"""How a contact is reached, and when they want to be left in peace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import ContactRevised, MailboxForgotten
from .contact_address import ContactAddress
from .contact_number import ContactNumber, in_e164

if TYPE_CHECKING:
    from .contact import Contact


class AddressTaken(Refused):
    """A mail address belongs to somebody else."""


class Reaching(models.Model):
    """The ability of a contact to be reached."""

    class Meta:
        abstract = True

    def reach_by_mail(self, address: str, *, by: models.Model | None = None) -> ContactAddress:
        """Write down a mail address; AddressTaken when it belongs to somebody else, named to who may see them."""
        contact = cast("Contact", self)
        found, _new = ContactAddress.objects.get_or_create(
            address=address.strip().lower(), defaults={"contact": contact}
        )
        if found.contact_id != contact.pk:
            raise AddressTaken(_whose(found, by))
        return found

    def reach_by_phone(self, number: str, *, country: str = "", kind: str = "mobile") -> ContactNumber:
        """Write down a telephone number; NotANumber when it cannot be understood."""
        contact = cast("Contact", self)
        found, _new = contact.numbers.get_or_create(number=in_e164(number, country=country), defaults={"kind": kind})
        return found

    @together
    def revise(self, *, by: models.Model, at: datetime | None = None, **changes: Any) -> None:
        """Change what we know about the contact; an address or number that is given is added to those known."""
        contact = cast("Contact", self)
        address, number = changes.pop("address", ""), changes.pop("number", "")
        for name, value in changes.items():
            setattr(contact, name, value)
        contact.save(update_fields=list(changes))
        if address:
            contact.reach_by_mail(address, by=by)
        if number:
            contact.reach_by_phone(number)
        announce(ContactRevised(contact=contact, account=contact.account), by=by, at=at)

    @together
    def forget_way(self, way: ContactAddress | ContactNumber, *, by: models.Model, at: datetime | None = None) -> None:
        """This address or number does not reach them any more."""
        contact = cast("Contact", self)
        way.delete()
        noted = MailboxForgotten if isinstance(way, ContactAddress) else ContactRevised
        announce(noted(contact=contact, account=contact.account), by=by, at=at)

    def own_zone(self) -> str:
        """Whose clock they go by: their own, else their account's."""
        contact = cast("Contact", self)
        return contact.zone or contact.account.zone

    def is_quiet(self, at: datetime) -> bool:
        """Whether they want to be left in peace at this moment, by their own clock; hours may run over midnight."""
        contact = cast("Contact", self)
        begins, ends = contact.quiet_from, contact.quiet_until
        if begins is None or ends is None:
            return False
        there = at.astimezone(ZoneInfo(self.own_zone())).time()
        return begins <= there < ends if begins <= ends else not ends <= there < begins

    def in_peace_until(self, at: datetime) -> datetime | None:
        """When the quiet hours end in which this moment lies; None when it lies in none."""
        contact = cast("Contact", self)
        if contact.quiet_until is None or not self.is_quiet(at):
            return None
        there = at.astimezone(ZoneInfo(self.own_zone()))
        ends = there.replace(hour=contact.quiet_until.hour, minute=contact.quiet_until.minute, second=0, microsecond=0)
        return (ends if ends > there else ends + timedelta(days=1)).astimezone(UTC)


def _whose(known: ContactAddress, by: models.Model | None) -> str:
    """To whom an address belongs; of whom one may not see, no more than that it is known."""
    seen = isinstance(by, Person) and type(known.contact).objects.visible_to(by).filter(pk=known.contact_id).exists()
    words = _("{address} belongs to {contact}.") if seen else _("{address} is known already. Ask a lead whose it is.")
    return str(words.format(address=known, contact=known.contact))
