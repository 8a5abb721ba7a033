"""What people fill in about customers."""

from .accounts import (
    AccessForm,
    AccountForm,
    AdoptionForm,
    ConfidentialityForm,
    ContactForm,
    MergeForm,
    SettlementForm,
)
from .entrusting import AdvocatesForm, AllOfThemForm
from .estate import AgreementForm, AssetForm, SiteForm, TopologyForm

__all__ = [
    "AccessForm",
    "AccountForm",
    "AdoptionForm",
    "AdvocatesForm",
    "AgreementForm",
    "AllOfThemForm",
    "AssetForm",
    "ConfidentialityForm",
    "ContactForm",
    "MergeForm",
    "SettlementForm",
    "SiteForm",
    "TopologyForm",
]
