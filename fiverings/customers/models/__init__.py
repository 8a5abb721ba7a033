"""The nouns of customers."""

from .account import Account, State
from .account_access import AccountAccess, Reason
from .asset import Asset
from .confiding import AlreadyConfidential, Confidentiality
from .connecting import Connection, Topology
from .contact import Contact
from .contact_address import ContactAddress
from .contact_number import ContactNumber, NotANumber, in_e164, number_in, numbers_in
from .covering import Agreement, Entitlement
from .drawing import Drawing
from .entrusting import CannotEntrust, Entrustment
from .estate import Estate
from .merging import CannotMerge, Merge
from .reaching import AddressTaken
from .settling import AlreadyUndone, NotProvisional, Settlement
from .site import Site
from .striking import AlreadyStruckOut, NameTaken, StillNeeded
from .trunk import Trunk

__all__ = [
    "Account",
    "AccountAccess",
    "AddressTaken",
    "Agreement",
    "AlreadyConfidential",
    "AlreadyStruckOut",
    "AlreadyUndone",
    "Asset",
    "CannotEntrust",
    "CannotMerge",
    "Confidentiality",
    "Connection",
    "Contact",
    "ContactAddress",
    "ContactNumber",
    "Drawing",
    "Entitlement",
    "Entrustment",
    "Estate",
    "Merge",
    "NameTaken",
    "NotANumber",
    "NotProvisional",
    "Reason",
    "Settlement",
    "Site",
    "State",
    "StillNeeded",
    "Topology",
    "Trunk",
    "in_e164",
    "number_in",
    "numbers_in",
]
