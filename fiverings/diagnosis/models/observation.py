"""Observations: what the house knows by itself about a need, so that nobody is asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Observation(models.TextChoices):
    """What a question of a guide may be answered by, instead of by somebody."""

    CALLS_FROM_ELSEWHERE = "calls_from_elsewhere", _("they call from elsewhere, and not on their own lines")
    ALARM_ON_PRIMARY = "alarm_on_primary", _("a machine gives an alarm on what carries their service")
    REDUNDANCY_LOST = "redundancy_lost", _("nothing would take over any more")
    OTHERS_ON_THE_CARRIER = "others_on_the_carrier", _("another customer of the same carrier has a problem")
    OTHERS_AT_THE_SITE = "others_at_the_site", _("another customer at the same address has a problem")
    CHASED = "chased", _("they came to us before we came to them")
    PROMISE_IS_LATE = "promise_is_late", _("a promise to them is late")


CAPACITY_LEFT = "capacity_left"
"""How much is left of what is contracted, by how it is connected and what gives an alarm: a number."""
