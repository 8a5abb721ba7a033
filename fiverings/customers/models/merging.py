"""Two contacts that are one person become one, and can be parted again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import ContactMerged, MergeUndone
from .account import Account
from .settling import AlreadyUndone

if TYPE_CHECKING:
    from .contact import Contact


class CannotMerge(Refused):
    """These two cannot become one now."""


class MergeQuerySet(Records):
    """The words by which merges are found."""

    def visible_to(self, person: Person) -> Self:
        """Whoever sees the account of the one who was merged."""
        return self.filter(contact__account__in=Account.objects.visible_to(person))


class Merge(Record):
    """One contact found to be another: what moved, so that it can be moved back."""

    contact = models.ForeignKey("customers.Contact", on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey("customers.Contact", on_delete=models.PROTECT, related_name="merged")
    addresses = ArrayField(models.BigIntegerField(), default=list)
    numbers = ArrayField(models.BigIntegerField(), default=list)
    contacts = ArrayField(models.BigIntegerField(), default=list)
    settlement = models.OneToOneField(
        "customers.Settlement", on_delete=models.PROTECT, null=True, blank=True, related_name="merge"
    )
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["contact"],
                condition=models.Q(undone_at=None),
                name="customers_a_contact_is_merged_into_one_other",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact} → {self.into}"

    @together
    def undo(self, *, by: Person | None, at: datetime | None = None) -> None:
        """Part the two again: what moved goes back, and what has come since stays where it is."""
        merge = Merge.objects.select_for_update().get(pk=self.pk)
        if merge.undone_at:
            raise AlreadyUndone(_("This was taken back already."))
        merge.undone_at = self.undone_at = at or clock.now()
        merge.save(update_fields=["undone_at"])
        merge._point(to=merge.contact, of=merge.into)
        self.contact.merged_into = None
        self.contact.save(update_fields=["merged_into"])
        if merge.settlement and not merge.settlement.undone_at:
            merge.settlement.undo(by=by, at=at)
        announce(
            MergeUndone(contact=self.contact, into=self.into, account=self.contact.account, merge=self), by=by, at=at
        )

    def _point(self, *, to: Contact, of: Contact) -> None:
        of.addresses.filter(id__in=self.addresses).update(contact=to)
        of.numbers.filter(id__in=self.numbers).update(contact=to)
        of.merged_contacts.filter(id__in=self.contacts).update(merged_into=to)


class Merging(models.Model):
    """The ability of a contact to turn out to be another; the column serves lists, the record is the truth."""

    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_contacts"
    )

    class Meta:
        abstract = True

    @together
    def merge_into(self, other: Contact, *, by: Person | None, at: datetime | None = None) -> Merge:
        """Make one person of two: addresses and numbers go to the other, and so does who came without an account."""
        contact = cast("Contact", self)
        self._lock_both(contact, other)
        settlement = None
        if contact.account_id != other.account_id and contact.account.is_provisional:
            settlement = other.account.adopt(contact, by=by, at=at)
        doubled = other.numbers.values("number")
        merge = Merge(
            contact=contact,
            into=other,
            addresses=list(contact.addresses.values_list("id", flat=True)),
            numbers=list(contact.numbers.exclude(number__in=doubled).values_list("id", flat=True)),
            contacts=list(contact.merged_contacts.values_list("id", flat=True)),
            settlement=settlement,
            at=at or clock.now(),
        )
        merge.save()
        merge._point(to=other, of=contact)
        contact.merged_into = other
        contact.save(update_fields=["merged_into"])
        announce(ContactMerged(contact=contact, into=other, account=other.account, merge=merge), by=by, at=at)
        return merge

    @staticmethod
    def _lock_both(contact: Contact, other: Contact) -> None:
        """Always in the same order, so that two who merge crosswise wait instead of blocking each other."""
        both = type(contact).objects.filter(pk__in=[contact.pk, other.pk]).order_by("pk").select_for_update()
        if len(both) != 2 or any(each.merged_into_id for each in both):
            raise CannotMerge(_("{contact} cannot be merged into {other}.").format(contact=contact, other=other))
