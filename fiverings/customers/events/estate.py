"""What can happen to what customers have, and to what was agreed about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from ..models import Account, Agreement, Asset, Site, Topology


@dataclass(frozen=True)
class SiteAdded(Event):
    """A place of a customer was written down."""

    account: Account
    site: Site
    sentence = _("{by} wrote down {site} of {account}")


@dataclass(frozen=True)
class AssetInstalled(Event):
    """A piece of a customer's equipment was written down."""

    account: Account
    asset: Asset
    sentence = _("{by} wrote down {asset} of {account}")


@dataclass(frozen=True)
class ServiceConnected(Event):
    """It was written down what carries a service of an account."""

    account: Account
    topology: Topology
    sentence = _("{by} described how {topology} of {account} is connected")


@dataclass(frozen=True)
class AgreementMade(Event):
    """An agreement was made with a customer."""

    account: Account
    agreement: Agreement
    sentence = _("{by} made the agreement {agreement} with {account}")


@dataclass(frozen=True)
class EstateRevised(Event):
    """What we know about a place, a piece of equipment or an agreement was changed."""

    account: Account
    what: Site | Asset | Agreement
    sentence = _("{by} changed what we know about {what} of {account}")


@dataclass(frozen=True)
class StruckOut(Event):
    """Something that an account no longer has, or never had, was struck out."""

    account: Account
    what: Site | Asset | Topology | Agreement
    sentence = _("{by} struck out {what} of {account}")


@dataclass(frozen=True)
class StrikeUndone(Event):
    """Something that was struck out stands again."""

    account: Account
    what: Site | Asset | Topology | Agreement
    sentence = _("{by} restored {what} of {account}")
