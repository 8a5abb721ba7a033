"""What people fill in about customers."""

from .accounts import (
    AccessForm,
    AccountForm,
    AdoptionForm,
    AdvocatesForm,
    ConfidentialityForm,
    ContactForm,
    MergeForm,
    SettlementForm,
)
from .estate import AgreementForm, AssetForm, SiteForm, TopologyForm

__all__ = [
    "AccessForm",
    "AccountForm",
    "AdoptionForm",
    "AdvocatesForm",
    "AgreementForm",
    "AssetForm",
    "ConfidentialityForm",
    "ContactForm",
    "MergeForm",
    "SettlementForm",
    "SiteForm",
    "TopologyForm",
]
