"""How severe a case is: found, raised, lowered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, Severity


@dataclass(frozen=True)
class SeveritySet(Event):
    """The answers settled how severe a case is."""

    case: Case
    severity: Severity
    level: int
    found_by = ("case",)
    sentence = _("{by} settled that {case} is severity {level}")

    def told_to(self) -> Iterable[Person]:
        return [self.case.owner] if self.level == 1 else []


@dataclass(frozen=True)
class SeverityRaised(Event):
    """One of us said that a case is worse than we thought."""

    case: Case
    severity: Severity
    level: int
    sentence = _("{by} raised {case} to severity {level}")

    def told_to(self) -> Iterable[Person]:
        return [self.case.owner]


@dataclass(frozen=True)
class SeverityLowered(Event):
    """A second person said that a case is milder than we thought."""

    case: Case
    severity: Severity
    level: int
    sentence = _("{by} lowered {case} to severity {level}")

    def told_to(self) -> Iterable[Person]:
        return [self.case.owner]
