"""What diagnosis shows elsewhere: its guides among the settings, and how often they were too mild or too grave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock, slots

from .engine.calibrating import Share
from .models import Confirmation, Guide, TelemetryEvent
from .models.measure import Measure

ALARMS_AT_MOST = 12
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


@slots.panel("customers.account", order=5)
def alarms_of_an_account(request: Any, account: Any) -> slots.Panel | None:
    """What machines say about their equipment now, and the way to what is over; nothing where none ever spoke."""
    seen = TelemetryEvent.objects.visible_to(request.person).of(account)
    alarms = list(seen.standing().order_by("began_at", "id")[:ALARMS_AT_MOST])
    if not alarms and not seen.exists():
        return None
    context = {"alarms": alarms, "zone": account.zone, "all": reverse("account-alarms", args=[account.pk])}
    return slots.Panel(_("Alarms"), "diagnosis/_alarms.html", context, count=len(alarms) or None)


@slots.home(order=45)
def alarms_of_nothing(request: Any) -> slots.Panel | None:
    """To those who look after them: alarms that stand and belong to no equipment that we know, with why."""
    if not request.person.may("diagnosis.telemetry"):
        return None
    seen = TelemetryEvent.objects.visible_to(request.person).standing().unbound()
    alarms = list(seen.order_by("-received_at")[:ALARMS_AT_MOST])
    context = {"alarms": alarms, "zone": request.person.zone, "why": True}
    title = _("Alarms of equipment that we do not know")
    return slots.Panel(title, "diagnosis/_alarms.html", context, count=len(alarms)) if alarms else None


def _measured(period: timedelta, guide: Guide | None) -> Measure:
    since = clock.now() - max(period, LEAST_PERIOD)
    found = Confirmation.objects.standing().filter(at__gte=since)
    return Measure(list((found.of_guide(guide) if guide else found).in_order()))
