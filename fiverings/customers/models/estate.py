"""Estate: what an account has, how it hangs together, and what covers it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from fiverings.core.written import Written

from .asset import Asset
from .connecting import Connection, Topology
from .covering import Agreement, Entitlement
from .drawing import Drawing
from .site import Site

if TYPE_CHECKING:
    from .account import Account

ASSETS_AT_MOST = 200
ENDING_AT_MOST = 3


class Estate:
    """All that stands on an account on one day, as its own page and the pages about its needs show it."""

    def __init__(self, account: Account, *, on: date, wide: bool = False) -> None:
        self.account, self.on = account, on
        self.drawings = [Drawing(each, wide=wide) for each in _topologies(account.pk)]

    @cached_property
    def sites(self) -> list[Site]:
        """Where it is."""
        return list(self.account.sites.standing().order_by("name"))

    @cached_property
    def assets(self) -> list[Asset]:
        """What stands there."""
        assets = self.account.assets.standing().select_related("site")
        return list(assets.order_by("name", "id")[:ASSETS_AT_MOST])

    @cached_property
    def ending(self) -> list[Asset]:
        """What is supported for a while only, the shortest first."""
        return _ending(self.account.pk)

    @cached_property
    def contracts(self) -> list[Agreement]:
        """What was agreed and has not ended, begun or not."""
        entitlements = Prefetch("entitlements", Entitlement.objects.select_related("calendar"))
        return list(self.account.agreements.unended(self.on).prefetch_related(entitlements))

    @property
    def agreements(self) -> list[Agreement]:
        """Those in force."""
        return [each for each in self.contracts if each.begins_on <= self.on]

    @property
    def coming(self) -> list[Agreement]:
        """Those that begin later."""
        return [each for each in self.contracts if each.begins_on > self.on]


@Written
def _topologies(account: int) -> QuerySet[Topology]:
    connections = Prefetch("connections", Connection.objects.select_related("asset"))
    return Topology.objects.standing().filter(account=account).prefetch_related(connections).order_by("service")


@Written
def _ending(account: int) -> QuerySet[Asset]:
    supported = Asset.objects.standing().filter(account=account).exclude(support_ends_on=None)
    return supported.select_related("site").order_by("support_ends_on")[:ENDING_AT_MOST]
