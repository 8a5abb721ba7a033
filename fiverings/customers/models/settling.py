"""Who is this? An account that appeared by itself is joined to the right one, or becomes one of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import AccountSettled, ContactAdopted, SettlementUndone
from .belonging import OfAnAccount

if TYPE_CHECKING:
    from .account import Account
    from .contact import Contact


class NotProvisional(Refused):
    """Somebody else has said who this is."""


class AlreadyUndone(Refused):
    """What was undone cannot be undone again."""


class Settlement(Record):
    """The answer to "Who is this?": the account that this one was joined to, or the name it was given."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="settlements")
    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="settlements"
    )
    into = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    name_before = models.TextField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OfAnAccount.as_manager()
    personal = ("name_before",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(contact=None, into=None) | models.Q(contact__isnull=False, into__isnull=False),
                name="customers_a_contact_is_adopted_into_an_account",
            ),
        )
        indexes = (models.Index(fields=["account", "-at"], name="customers_settlement_account"),)

    def __str__(self) -> str:
        return str(self.into or self.account)

    @together
    def undo(self, *, by: Person | None, at: datetime | None = None) -> None:
        """Ask again who this is: the contact goes back to where it appeared, or the account to its first name."""
        settlement = Settlement.objects.select_for_update().get(pk=self.pk)
        if settlement.undone_at:
            raise AlreadyUndone(_("This was taken back already."))
        settlement.undone_at = self.undone_at = at or clock.now()
        settlement.save(update_fields=["undone_at"])
        settlement._point_back()
        announce(
            SettlementUndone(account=self.account, settlement=self, contact=self.contact, into=self.into), by=by, at=at
        )

    def _point_back(self) -> None:
        account = self.account
        account.state, account.name = account.State.PROVISIONAL, self.name_before
        if self.contact:
            self.contact.account = account
            self.contact.save(update_fields=["account"])
        else:
            account.primary_advocate = None
        account.save(update_fields=["state", "name", "primary_advocate"])


class Settling(models.Model):
    """The ability of an account to be told apart from a stranger."""

    class Meta:
        abstract = True

    @together
    def adopt(self, contact: Contact, *, by: Person | None, at: datetime | None = None) -> Settlement:
        """Join somebody who appeared to this account; NotProvisional when it was said already who this is."""
        account, before = cast("Account", self), contact.account
        self._lock(before)
        if not before.is_provisional or account.state != account.State.KNOWN:
            raise NotProvisional(_("It was said already who {contact} is.").format(contact=contact))
        contact.account = account
        contact.save(update_fields=["account"])
        if not before.contacts.exists():
            before.state = before.State.JOINED
            before.save(update_fields=["state"])
        settlement = Settlement(
            account=before, contact=contact, into=account, name_before=before.name, at=at or clock.now()
        )
        settlement.save()
        announce(ContactAdopted(contact=contact, account=account, before=before, settlement=settlement), by=by, at=at)
        return settlement

    @together
    def settle(
        self, *, name: str, by: Person | None, advocate: Person | None = None, at: datetime | None = None
    ) -> Settlement:
        """Make this provisional account one of its own; NotProvisional when it was said already who this is."""
        account = cast("Account", self)
        self._lock(account)
        if not account.is_provisional:
            raise NotProvisional(_("It was said already who {account} is.").format(account=account))
        settlement = Settlement(account=account, name_before=account.name, at=at or clock.now())
        settlement.save()
        account.name, account.state, account.primary_advocate = name, account.State.KNOWN, advocate
        account.save(update_fields=["name", "state", "primary_advocate"])
        announce(AccountSettled(account=account, settlement=settlement), by=by, at=at)
        return settlement

    @staticmethod
    def _lock(account: Account) -> None:
        """Two who answer at once answer one after the other."""
        locked = type(account).objects.select_for_update().get(pk=account.pk)
        account.state = locked.state
