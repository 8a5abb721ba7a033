"""What can happen to opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from .models import BusinessCalendar, CalendarVersion


@dataclass(frozen=True)
class CalendarRevised(Event):
    """A calendar was given other opening hours; what was promised by the earlier ones stands."""

    calendar: BusinessCalendar
    version: CalendarVersion
    sentence = _("{by} revised {calendar}: its opening hours are now version {version.number}")
