"""What diagnosis shows elsewhere: its guides among the settings, and how often they were too mild or too grave."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock, slots

from .engine.calibrating import Share
from .models import Confirmation, Guide
from .models.measure import Measure

LEAST_PERIOD = timedelta(days=28)


@slots.setting("guides", order=30, label=_("Guides"), icon="diagnose", right="diagnosis.read_guides")
def the_guides() -> str:
    return reverse("guides")


@slots.metric("under-triage", label=_("Told too mild first"), grains=("request_type", "organisation"))
def told_too_mild(period: timedelta, grain: Guide | None) -> dict[int, Share]:
    """By what it was, of one guide or of all; each share with what it counts, and never of a person or a day."""
    return _measured(period, grain).under


@slots.metric("over-triage", label=_("Told too grave first"), grains=("request_type", "organisation"))
def told_too_grave(period: timedelta, grain: Guide | None) -> dict[int, Share]:
    """By what they were told."""
    return _measured(period, grain).over


def _measured(period: timedelta, guide: Guide | None) -> Measure:
    since = clock.now() - max(period, LEAST_PERIOD)
    found = Confirmation.objects.standing().filter(at__gte=since)
    return Measure(list((found.of_guide(guide) if guide else found).in_order()))
