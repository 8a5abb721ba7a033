"""How equipment is connected: what carries a service, what takes over, and how much then remains."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together

from ..events import ServiceConnected
from .asset import Asset
from .striking import StandingWords, Striking

if TYPE_CHECKING:
    from .account import Account


class Topology(Striking, Record):
    """How one service of an account hangs together, and what its capacity is counted in."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="topologies")
    service = models.TextField(_("service"))
    unit = models.TextField(_("counted in"), blank=True, default="")

    objects = StandingWords.as_manager()

    class Meta:
        verbose_name_plural = "topologies"
        constraints = (
            models.UniqueConstraint(fields=["account", "service"], name="customers_a_service_is_connected_in_one_way"),
        )

    def __str__(self) -> str:
        return self.service

    def primary(self) -> list[Asset]:
        """What carries the service."""
        return self._assets(Connection.Part.PRIMARY)

    def failover(self) -> list[Asset]:
        """What takes over when the primary fails."""
        return self._assets(Connection.Part.FAILOVER)

    def capacity(self, *, failed: Collection[Asset] = ()) -> int:
        """How much all of it carries together, without what has failed."""
        return sum(asset.capacity or 0 for asset in [*self.primary(), *self.failover()] if asset not in failed)

    def remaining(self, *, failed: Collection[Asset]) -> Fraction:
        """The share of the whole capacity that is left; nothing is left of nothing."""
        whole = self.capacity()
        return Fraction(self.capacity(failed=failed), whole) if whole else Fraction(0)

    def on_failover(self) -> tuple[int, int, int]:
        """What remains when all that carries the service fails: how much, of how much, in hundredths."""
        whole, left = self.capacity(), self.capacity(failed=self.primary())
        return left, whole, round(100 * left / whole) if whole else 0

    def _assets(self, part: str) -> list[Asset]:
        return [each.asset for each in self.connections.all() if each.part == part]


class Connection(Record):
    """The part that one piece of equipment has in a service."""

    class Part(models.TextChoices):
        """What a piece of equipment is there for."""

        PRIMARY = "primary", _("carries it")
        FAILOVER = "failover", _("takes over")

    topology = models.ForeignKey(Topology, on_delete=models.CASCADE, related_name="connections")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="connections")
    part = models.TextField(choices=Part.choices)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["topology", "asset"], name="customers_an_asset_has_one_part_in_a_service"),
        )

    def __str__(self) -> str:
        return f"{self.asset} {self.get_part_display()}"


class Connecting(models.Model):
    """The ability of an account to say how its services hang together."""

    class Meta:
        abstract = True

    @together
    def connect(
        self,
        *,
        service: str,
        primary: Iterable[Asset],
        failover: Iterable[Asset] = (),
        unit: str = "",
        by: models.Model | None,
        at: datetime | None = None,
    ) -> Topology:
        """Say what carries a service and what takes over; said again, the new connections replace the old."""
        account = cast("Account", self)
        topology, _created = Topology.objects.update_or_create(
            account=account, service=service, defaults={"unit": unit, "struck_at": None}
        )
        topology.connections.all().delete()
        parts = [(asset, Connection.Part.PRIMARY) for asset in primary]
        parts += [(asset, Connection.Part.FAILOVER) for asset in failover]
        Connection.objects.bulk_create(Connection(topology=topology, asset=asset, part=part) for asset, part in parts)
        announce(ServiceConnected(account=account, topology=topology), by=by, at=at)
        return topology
