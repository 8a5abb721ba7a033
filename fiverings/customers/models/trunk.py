"""Trunks: the telephone numbers that belong to an account's own system."""

from __future__ import annotations

from django.db import models

from fiverings.core.models import Record

from .belonging import OfAnAccount


class Trunk(Record):
    """A run of numbers, first to last, of an account's own lines; who calls from elsewhere may have lost them."""

    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="trunks", related_query_name="trunk"
    )
    site = models.ForeignKey("customers.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="trunks")
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    objects = OfAnAccount.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="customers_a_trunk_runs_up"),
        )
        indexes = (models.Index(fields=["first", "last"], name="customers_trunk_numbers"),)

    def __str__(self) -> str:
        return f"+{self.first}" if self.first == self.last else f"+{self.first} to +{self.last}"
