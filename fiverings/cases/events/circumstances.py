"""What the house sees about a case without asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.diagnosis.models import TelemetryEvent
    from fiverings.people.models import Person

    from ..models import Caller, Case


@dataclass(frozen=True)
class CallerNoted(Event):
    """It was written down from which number they called."""

    case: Case
    caller: Caller
    found_by = ("case",)
    sentence = _("{by} noted that they called from {caller}")


@dataclass(frozen=True)
class CaseAlarmed(Event):
    """A machine gives an alarm on equipment of whoever has the case."""

    case: Case
    telemetry: TelemetryEvent
    owner: Person
    found_by = ("case",)
    sentence = _("Alarm on {telemetry}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CaseCleared(Event):
    """An alarm on equipment of whoever has the case is over."""

    case: Case
    telemetry: TelemetryEvent
    found_by = ("case",)
    sentence = _("The alarm is over: {telemetry}")
