"""One of us came to a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Attendance, Case


@dataclass(frozen=True)
class SomebodyArrived(Event):
    """One of us is there, and somebody was met."""

    case: Case
    attendance: Attendance
    person: Person
    owner: Person
    sentence = _("{person} arrived for {case}: {attendance}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class NobodyWasThere(Event):
    """One of us was there and met nobody; what was promised is still owed."""

    case: Case
    attendance: Attendance
    person: Person
    owner: Person
    sentence = _("{person} came for {case}, and nobody was there: {attendance}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
