"""What diagnosis shows elsewhere: its guides among the settings."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots


@slots.setting("guides", order=30, label=_("Guides"), icon="diagnose", right="diagnosis.read_guides")
def the_guides() -> str:
    return reverse("guides")
