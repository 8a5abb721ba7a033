"""How contacts come to be: introduced by one of us, or appearing by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import IntegrityError, models, transaction

from fiverings.core.journal import announce
from fiverings.core.together import together

from ..events import ContactAppeared, ContactIntroduced
from .account import Account, State
from .contact_address import ContactAddress

if TYPE_CHECKING:
    from .contact import Contact


class Appearing(models.Model):
    """The ability of a contact to come to be."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def introduce(
        cls,
        *,
        account: Account,
        name: str,
        address: str = "",
        number: str = "",
        by: models.Model | None,
        at: datetime | None = None,
        **more: Any,
    ) -> Self:
        """A person at an account, told by one of us; AddressTaken when the address belongs to somebody else."""
        contact = cast("type[Contact]", cls)(account=account, name=name, **more)
        contact.save()
        if address:
            contact.reach_by_mail(address, by=by)
        if number:
            contact.reach_by_phone(number)
        announce(ContactIntroduced(contact=contact, account=account), by=by, at=at)
        return cast(Self, contact)

    @classmethod
    def for_address(cls, address: str, name: str = "", *, zone: str = "UTC", at: datetime | None = None) -> Contact:
        """The contact with this address; else somebody new, on a provisional account of their own."""
        found = cls._known(address).first()
        return found.contact if found else cls.appear(address, name, zone=zone, at=at)

    @classmethod
    def appear(cls, address: str, name: str = "", *, zone: str = "UTC", at: datetime | None = None) -> Contact:
        """Somebody new with an address that nobody had, unless they have appeared just now."""
        wanted = address.strip().lower()
        try:
            with transaction.atomic():
                return cls._appear(wanted, name.strip() or wanted, zone, at)
        except IntegrityError:
            return cls._known(wanted).get().contact

    @staticmethod
    def _known(address: str) -> models.QuerySet[ContactAddress]:
        return ContactAddress.objects.select_related("contact__account").filter(address=address.strip().lower())

    @classmethod
    @together
    def _appear(cls, address: str, name: str, zone: str, at: datetime | None) -> Contact:
        account = Account(name=name, zone=zone, state=State.PROVISIONAL)
        account.save()
        contact = cast("type[Contact]", cls)(account=account, name=name)
        contact.save()
        ContactAddress(contact=contact, address=address).save()
        announce(ContactAppeared(contact=contact, account=account), by=None, at=at)
        return contact
