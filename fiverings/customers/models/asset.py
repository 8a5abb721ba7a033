"""Assets: the equipment that customers have."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record

from .revising import Revising
from .striking import StandingWords, Striking


class Criticality(models.IntegerChoices):
    """How much depends on a piece of equipment."""

    LITTLE = 1, _("little depends on it")
    MUCH = 2, _("much depends on it")
    ALL = 3, _("everything depends on it")


class Asset(Revising, Striking, Record):
    """A piece of a customer's equipment; its capacity counts in the unit of what it is connected for."""

    Criticality = Criticality

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="assets")
    site = models.ForeignKey("customers.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="assets")
    name = models.TextField(_("name"))
    model = models.TextField(_("model"), blank=True, default="")
    serial = models.TextField(_("serial number"), blank=True, default="", db_collation="C")
    carrier = models.TextField(_("carrier or provider"), blank=True, default="")
    installed_on = models.DateField(_("installed"), null=True, blank=True)
    support_ends_on = models.DateField(_("support ends"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    criticality = models.PositiveSmallIntegerField(choices=Criticality.choices, default=Criticality.MUCH)

    objects = StandingWords.as_manager()
    personal = ("name", "serial")

    class Meta:
        indexes = (models.Index(fields=["serial"], name="customers_asset_serial"),)

    def __str__(self) -> str:
        return self.name

    def needed_by(self) -> Iterable[models.Model]:
        """The services that it carries or takes over."""
        connections = self.connections.filter(topology__struck_at=None).select_related("topology")
        return [each.topology for each in connections[:1]]
