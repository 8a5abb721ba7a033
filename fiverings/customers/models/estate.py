"""Estate: what an account has, how it hangs together, and what covers it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch

from .connecting import Connection
from .covering import Agreement, Entitlement
from .drawing import Drawing

if TYPE_CHECKING:
    from .account import Account

ASSETS_AT_MOST = 200
ENDING_AT_MOST = 3


class Estate:
    """All that stands on an account on one day, as its own page and the pages about its needs show it."""

    def __init__(self, account: Account, *, on: date, wide: bool = False) -> None:
        assets = account.assets.standing().select_related("site").order_by("name", "id")
        connections = Prefetch("connections", Connection.objects.select_related("asset"))
        topologies = account.topologies.standing().prefetch_related(connections).order_by("service")
        self.account, self.on = account, on
        self.sites = account.sites.standing().order_by("name")
        self.assets = assets[:ASSETS_AT_MOST]
        self.ending = assets.exclude(support_ends_on=None).order_by(F("support_ends_on").asc())[:ENDING_AT_MOST]
        self.drawings = [Drawing(each, wide=wide) for each in topologies]

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
