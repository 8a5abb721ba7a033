"""Entrusting: who is the voice of an account and who stands in; when it becomes somebody else, and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Role

from ..events import AdvocatesNamed
from .account_access import Reason
from .belonging import OfAnAccount

if TYPE_CHECKING:
    from .account import Account


class CannotEntrust(Refused):
    """An account is entrusted to advocates who work here."""


SAID_BY_THE_DATABASE["customers_nobody_stands_in_for_oneself"] = CannotEntrust(
    gettext_lazy("Somebody else stands in for an advocate.")
)


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
        account = self.account._take_up()
        self.refresh_from_db()
        for person in _in_turn(self.primary_before, self.backup_before):
            if not person.stays():
                raise CannotEntrust(_("{person} does not work here any more.").format(person=person))
        stands = (account.primary_advocate_id, account.backup_advocate_id) == (self.primary_id, self.backup_id)
        if self.undone_at is not None or not stands:
            raise CannotEntrust(_("{account} has other advocates since.").format(account=account))
        self.undone_at = at or clock.now()
        self.save(update_fields=["undone_at"])
        before = {"to": self.primary_before, "backup": self.backup_before}
        undone = account.entrust(**before, reason=str(_("Taken back.")), by=by, at=at)
        self._hide_it_again(by=by, at=at)
        return undone

    def _hide_it_again(self, *, by: Person, at: datetime | None) -> None:
        """Whom this alone let see the account sees it no more."""
        opened = self.account.accesses.filter(person__in=(self.primary_id, self.backup_id), granted_at=self.at)
        kept = (self.primary_before_id, self.backup_before_id)
        for access in opened.filter(why=Reason.TEAM, until=None).exclude(person__in=[each for each in kept if each]):
            access.end(by=by, at=at)


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
        account, at = self._take_up(), at or clock.now()
        named = _in_turn(to, backup)
        for person in named:
            if person.is_program or not person.has_role(Role.ADVOCATE) or not person.stays():
                raise CannotEntrust(_("{person} is no customer advocate here.").format(person=person))
        entrustment = Entrustment(
            account=account, primary=to, backup=backup, reason=reason.strip(), at=at,
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
        found = (accounts.all() if by is None else accounts.worked_for_by(by)).of(of).order_by("id")
        taken = list(found.select_for_update(no_key=True, of=("self",)))
        if to is not None and not to.stays():
            raise CannotEntrust(_("{person} does not work here any more.").format(person=to))
        return [each._pass_on(of, to, reason=reason, by=by, at=at) for each in taken]

    @classmethod
    def entrusted_to(cls, of: Person, reader: Person) -> tuple[list[Account], int]:
        """The accounts of somebody that a reader works for, by name, and how many others there are."""
        accounts: Any = cast("type[Account]", cls).objects
        known = accounts.worked_for_by(reader).of(of).select_related("primary_advocate", "backup_advocate")
        listed = list(known.in_order())
        return listed, accounts.of(of).count() - len(listed)

    def _pass_on(self, of: Person, to: Person | None, **told: Any) -> Entrustment:
        account = cast("Account", self)
        if told["by"] is None and to is not None and not _sees(to, account):
            to = None
        primary, backup = account.primary_advocate, account.backup_advocate
        if primary == of:
            primary, backup = to or backup, None if to in (None, backup) else backup
        elif backup == of:
            backup = None if to == primary else to
        return account.entrust(to=_here(primary), backup=_here(backup), **told)

    def _take_up(self) -> Account:
        """The account with its advocates as they are now, for who names others; it is locked before any of them."""
        account = cast("Account", self)
        now = type(account).objects.select_for_update(no_key=True, of=("self",)).get(pk=account.pk)
        for name in ("primary_advocate_id", "backup_advocate_id", "is_confidential"):
            setattr(account, name, getattr(now, name))
        return account


def _in_turn(*people: Person | None) -> list[Person]:
    """Those who are named, in the order in which they are locked."""
    return sorted((each for each in people if each is not None), key=lambda each: each.pk)


def _sees(person: Person, account: Account) -> bool:
    return type(account).objects.worked_for_by(person).filter(pk=account.pk).exists()


def _here(person: Person | None) -> Person | None:
    return person if person is not None and person.is_active and person.has_role(Role.ADVOCATE) else None
