"""A case ends, and opens again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, Closure, Reopening


@dataclass(frozen=True)
class CaseClosed(Event):
    """What the customer needed is met."""

    case: Case
    closure: Closure
    agreed: bool
    sentence = _("{by} closed {case}")


@dataclass(frozen=True)
class CaseReopened(Event):
    """It was not met after all: the same case, with the same owner."""

    case: Case
    reopening: Reopening
    owner: Person
    sentence = _("{by} reopened {case}; {owner} owns it")
