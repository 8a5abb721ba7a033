"""Mail addresses of contacts."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record


class ContactAddress(Record):
    """A mail address in lower case; it belongs to one contact in all the house."""

    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.PROTECT, related_name="addresses", related_query_name="address"
    )
    address = models.TextField(_("mail address"), unique=True, db_collation="C")

    personal = ("address",)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="customers_an_address_is_in_lower_case"
            ),
        )

    def __str__(self) -> str:
        return self.address
