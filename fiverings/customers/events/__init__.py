"""What can happen to accounts and their people."""

from .accounts import (
    AccessEnded,
    AccessGranted,
    AccountMadeConfidential,
    AccountOpened,
    AccountRevised,
    AdvocatesNamed,
    ConfidentialityLifted,
)
from .estate import (
    AgreementMade,
    AssetInstalled,
    EstateRevised,
    ServiceConnected,
    SiteAdded,
    StrikeUndone,
    StruckOut,
)
from .people import (
    AccountSettled,
    ContactAdopted,
    ContactAppeared,
    ContactIntroduced,
    ContactMerged,
    ContactRevised,
    MailboxForgotten,
    MergeUndone,
    SettlementUndone,
)

__all__ = [
    "AccessEnded",
    "AccessGranted",
    "AccountMadeConfidential",
    "AccountOpened",
    "AccountRevised",
    "AccountSettled",
    "AdvocatesNamed",
    "AgreementMade",
    "AssetInstalled",
    "ConfidentialityLifted",
    "ContactAdopted",
    "ContactAppeared",
    "ContactIntroduced",
    "ContactMerged",
    "ContactRevised",
    "EstateRevised",
    "MailboxForgotten",
    "MergeUndone",
    "ServiceConnected",
    "SettlementUndone",
    "SiteAdded",
    "StrikeUndone",
    "StruckOut",
]
