"""What promises show elsewhere."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots

from .models import ChargeDisclosure, Expectation, Promise


@slots.setting("standards", order=20, label=_("Our standards"), icon="calendar", right="promises.read_standards")
def the_standards() -> str:
    return reverse("standards")


@slots.setting(
    "foresight", order=35, label=_("Foreseeing broken promises"), icon="eye", right="promises.read_foresight"
)
def the_foresight() -> str:
    return reverse("foresight")


@slots.personal("customers.contact", order=35)
def what_we_hold(contact: Any) -> dict[str, Any]:
    """What a contact expected, was promised, agreed to, and was told about cost."""
    promised = Promise.objects.filter(to_contact=contact).select_related("outcome", "renegotiation").order_by("id")
    expected = Expectation.objects.filter(contact=contact).order_by("id")
    costs = ChargeDisclosure.objects.filter(told_to=contact).order_by("id")
    return {
        "expectations": [{"at": each.at.isoformat(), "words": each.words} for each in expected],
        "promises": [
            {
                "at": each.told_at.isoformat(),
                "sentence": each.sentence,
                "consent": each.consent,
                "outcome": each.outcome.kind if hasattr(each, "outcome") else "",
                "words": each.outcome.words if hasattr(each, "outcome") else "",
            }
            for each in promised
        ],
        "costs": [
            {"at": each.told_at.isoformat(), "charge": str(each), "basis": each.basis, "estimate": each.estimate}
            for each in costs
        ],
    }
