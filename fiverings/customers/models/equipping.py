"""Where customers are, and what they have there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import AssetInstalled, SiteAdded
from .asset import Asset
from .contact_number import in_e164
from .site import Site
from .striking import keep
from .trunk import Trunk

if TYPE_CHECKING:
    from .account import Account


class Equipping(models.Model):
    """The ability of an account to have places, equipment and lines."""

    class Meta:
        abstract = True

    @together
    def add_site(self, *, name: str, by: Person | None, at: datetime | None = None, **more: Any) -> Site:
        """Write down a place of the account."""
        account = cast("Account", self)
        site = Site(account=account, name=name, **more)
        keep(site)
        announce(SiteAdded(account=account, site=site), by=by, at=at)
        return site

    @together
    def install(self, *, name: str, by: Person | None, at: datetime | None = None, **more: Any) -> Asset:
        """Write down a piece of equipment that the account has."""
        account = cast("Account", self)
        asset = Asset(account=account, name=name, **more)
        asset.save()
        announce(AssetInstalled(account=account, asset=asset), by=by, at=at)
        return asset

    def add_trunk(self, *, first: str, last: str = "", site: Site | None = None) -> Trunk:
        """Write down the numbers of the account's own lines, first to last; NotANumber when they cannot be dialled."""
        begins, ends = (int(in_e164(number)) for number in (first, last or first))
        trunk = Trunk(account=cast("Account", self), site=site, first=begins, last=ends)
        trunk.save()
        return trunk
