"""The nouns of customers."""

from .account import Account, State
from .account_access import AccountAccess, Reason
from .asset import Asset
from .confiding import AlreadyConfidential, Confidentiality
from .connecting import Connection, Topology
from .contact import Contact
from .contact_address import ContactAddress
from .contact_number import ContactNumber, NotANumber, in_e164
from .covering import Agreement, Entitlement
from .merging import CannotMerge, Merge
from .reaching import AddressTaken
from .settling import AlreadyUndone, NotProvisional, Settlement
from .site import Site
from .trunk import Trunk

__all__ = [
    "Account",
    "AccountAccess",
    "AddressTaken",
    "Agreement",
    "AlreadyConfidential",
    "AlreadyUndone",
    "Asset",
    "CannotMerge",
    "Confidentiality",
    "Connection",
    "Contact",
    "ContactAddress",
    "ContactNumber",
    "Entitlement",
    "Merge",
    "NotANumber",
    "NotProvisional",
    "Reason",
    "Settlement",
    "Site",
    "State",
    "Topology",
    "Trunk",
    "in_e164",
]
