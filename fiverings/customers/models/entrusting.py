"""Entrusting: who is the voice of an account and who stands in; when it becomes somebody else, and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role

from ..events import AdvocatesNamed
from .belonging import OfAnAccount

if TYPE_CHECKING:
    from .account import Account


class CannotEntrust(Refused):
    """An account is entrusted to advocates who work here."""


class Entrustment(Record):
    """An account was given its advocate and who stands in: whom it had before, and why."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="entrustments")
    primary = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    backup = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    primary_before = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    backup_before = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OfAnAccount.as_manager()
    personal = ("reason",)

    class Meta:
        indexes = (models.Index(fields=["account", "-at"], name="customers_entrustment_account"),)

    def __str__(self) -> str:
        return str(self.account)

    @property
    def moved(self) -> bool:
        """Whether somebody else is their voice from now on."""
        return None not in (self.primary_id, self.primary_before_id) and self.primary_id != self.primary_before_id

    @together
    def undo(self, *, by: Person, at: datetime | None = None) -> Entrustment:
        """Give the account back to whom it had. CannotEntrust when that is done, is not so any more, or they left."""
        for person in (self.primary_before, self.backup_before):
            if person is not None and not person.stays():
                raise CannotEntrust(_("{person} does not work here any more.").format(person=person))
        account = self.account._take_up()
        self.refresh_from_db()
        stands = (account.primary_advocate_id, account.backup_advocate_id) == (self.primary_id, self.backup_id)
        if self.undone_at is not None or not stands:
            raise CannotEntrust(_("{account} has other advocates since.").format(account=account))
        self.undone_at = at or clock.now()
        self.save(update_fields=["undone_at"])
        return account.entrust(
            to=self.primary_before, backup=self.backup_before, reason=str(_("Taken back.")), by=by, at=at
        )


class Entrusting(models.Model):
    """The ability of an account to be entrusted to somebody, and to somebody else."""

    class Meta:
        abstract = True

    @together
    def entrust(
        self,
        *,
        to: Person | None,
        backup: Person | None = None,
        reason: str = "",
        by: Person | None,
        at: datetime | None = None,
    ) -> Entrustment:
        """Name the advocate and who stands in, who see it from now on also when it is confidential. CannotEntrust."""
        named = [person for person in (to, backup) if person is not None]
        for person in sorted(named, key=lambda each: each.pk):
            if person.is_program or not person.has_role(Role.ADVOCATE) or not person.stays():
                raise CannotEntrust(_("{person} is no customer advocate here.").format(person=person))
        account = self._take_up()
        entrustment = Entrustment(
            account=account, primary=to, backup=backup, reason=reason.strip(), at=at or clock.now(),
            primary_before=account.primary_advocate, backup_before=account.backup_advocate,
        )  # fmt: skip
        account.primary_advocate, account.backup_advocate = to, backup
        account.save(update_fields=["primary_advocate", "backup_advocate"])
        entrustment.save()
        if account.is_confidential:
            account.open_to(named, by=by, at=at)
        announce(AdvocatesNamed(account=account, primary=to, backup=backup, entrustment=entrustment), by=by, at=at)
        return entrustment

    @classmethod
    @together
    def entrust_all(
        cls, of: Person, *, to: Person | None, reason: str, by: Person | None, at: datetime | None = None
    ) -> list[Entrustment]:
        """Give each account of somebody to another advocate, of those whom `by` works for; else to who stands in.

        The house itself gives all of them; who does not see a confidential one is not made its voice by that.
        """
        accounts: Any = cast("type[Account]", cls).objects
        if to is not None and not to.stays():
            raise CannotEntrust(_("{person} does not work here any more.").format(person=to))
        found = (accounts.all() if by is None else accounts.worked_for_by(by)).of(of).order_by("id")
        return [each._pass_on(of, to, reason=reason, by=by, at=at) for each in found]

    @classmethod
    def entrusted_to(cls, of: Person, reader: Person) -> tuple[list[Account], int]:
        """The accounts of somebody that a reader works for, by name, and how many others there are."""
        accounts: Any = cast("type[Account]", cls).objects
        known = accounts.worked_for_by(reader).of(of).select_related("primary_advocate", "backup_advocate")
        listed = list(known.in_order())
        return listed, accounts.of(of).count() - len(listed)

    def _pass_on(self, of: Person, to: Person | None, **told: Any) -> Entrustment:
        account = self._take_up()
        if told["by"] is None and to is not None and not _sees(to, account):
            to = None
        primary, backup = account.primary_advocate, account.backup_advocate
        if primary == of:
            primary, backup = to or backup, None if to in (None, backup) else backup
        elif backup == of:
            backup = None if to == primary else to
        return account.entrust(to=_here(primary), backup=_here(backup), **told)

    def _take_up(self) -> Account:
        """The account with its advocates as they are now, for who names others."""
        account = cast("Account", self)
        now = type(account).objects.select_for_update(no_key=True, of=("self",)).get(pk=account.pk)
        for name in ("primary_advocate_id", "backup_advocate_id", "is_confidential"):
            setattr(account, name, getattr(now, name))
        return account


def _sees(person: Person, account: Account) -> bool:
    return type(account).objects.worked_for_by(person).filter(pk=account.pk).exists()


def _here(person: Person | None) -> Person | None:
    return person if person is not None and person.is_active and person.has_role(Role.ADVOCATE) else None
