"""Contact: a person at an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record
from fiverings.people.models import Person

from .account import Account
from .appearing import Appearing
from .contact_number import number_in
from .finding import ByName
from .merging import Merging
from .reaching import Reaching


class ContactQuerySet(ByName):
    """The words by which contacts are found."""

    def visible_to(self, person: Person, at: datetime | None = None) -> Self:
        """Whoever sees the account sees its people."""
        return self.filter(account__in=Account.objects.visible_to(person, at))

    def present(self) -> Self:
        """Those who were not merged into another."""
        return self.filter(merged_into=None)

    def with_address(self, address: str) -> Self:
        return self.filter(address__address=address.strip().lower())

    def with_number(self, number: str) -> Self:
        """Those who are reached at this number in E.164."""
        return self.filter(number__number=number)

    def matching(self, words: str) -> Self:
        """Those with this number, this beginning of an address, or these words in their name; one index is asked."""
        if number := number_in(words):
            return self.with_number(number)
        if "@" in words:
            return self.filter(address__address__startswith=words.strip().lower())
        return self.named(words)

    def at_accounts_named(self, words: str) -> Self:
        """Those at an account whose name holds these words."""
        return self.filter(account__in=Account.objects.known().named(words))


class Contact(Appearing, Reaching, Merging, Record):
    """A person at an account, with addresses, numbers, and wishes about how to be reached."""

    class Way(models.TextChoices):
        """How somebody likes to be reached."""

        MAIL = "mail", _("by mail")
        PHONE = "phone", _("by telephone")
        TEXT = "text", _("by text message")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="contacts", related_query_name="contact"
    )
    name = models.TextField(_("name"))
    position = models.TextField(_("what they do there"), blank=True, default="")
    language = models.TextField(_("language"), blank=True, default="")
    zone = models.TextField(_("time zone"), blank=True, default="")
    prefers = models.TextField(_("likes to be reached"), choices=Way.choices, default=Way.MAIL)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()
    personal = ("name", "position")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="customers_a_contact_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="customers_quiet_hours_have_two_ends",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="customers_nobody_is_merged_into_oneself"
            ),
        )
        indexes = (models.Index(fields=["account", "name", "id"], name="customers_contact_list"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contact", args=[self.pk])

    @property
    def survivor(self) -> Any:
        """This contact, or the one it was merged into."""
        return self.merged_into or self
