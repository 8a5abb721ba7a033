"""Estate: what an account has, how it hangs together, and what covers it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F

from .drawing import Drawing

if TYPE_CHECKING:
    from .account import Account

ASSETS_AT_MOST = 200
ENDING_AT_MOST = 3


class Estate:
    """All that stands on an account on one day, as its own page and the pages about its needs show it."""

    def __init__(self, account: Account, *, on: date, wide: bool = False) -> None:
        assets = account.assets.standing().select_related("site").order_by("name", "id")
        topologies = account.topologies.standing().prefetch_related("connections__asset").order_by("service")
        self.account = account
        self.sites = account.sites.standing().order_by("name")
        self.assets = assets[:ASSETS_AT_MOST]
        self.ending = assets.exclude(support_ends_on=None).order_by(F("support_ends_on").asc())[:ENDING_AT_MOST]
        self.drawings = [Drawing(each, wide=wide) for each in topologies]
        self.agreements = account.agreements.in_force(on).prefetch_related("entitlements__calendar")
        self.coming = account.agreements.standing().filter(begins_on__gt=on)
