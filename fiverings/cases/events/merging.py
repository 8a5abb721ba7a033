"""Two cases turn out to be one need, or two after all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, CaseMerge


@dataclass(frozen=True)
class CaseMerged(Event):
    """One case went into another: what is said about it lands there."""

    case: Case
    survivor: Case
    merge: CaseMerge
    owner: Person
    sentence = _("{by} made {case} part of {survivor}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CaseParted(Event):
    """It is a need of its own after all: its threads and promises came back."""

    case: Case
    survivor: Case
    merge: CaseMerge
    owner: Person
    sentence = _("{by} parted {case} from {survivor} again")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
