"""Somebody leaves, and what they hold goes to colleagues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Farewell


@dataclass(frozen=True)
class FarewellBegun(Event):
    """Somebody was let leave: what they hold is offered to colleagues, and they go when it is accepted."""

    person: Person
    farewell: Farewell
    successor: Person
    quotes = ("{farewell.note}",)
    sentence = _("{by} lets {person} leave: what they own is offered to colleagues, first of all to {successor}")

    def told_to(self) -> Iterable[Person]:
        return [self.person]


@dataclass(frozen=True)
class FarewellCalledOff(Event):
    """Somebody stays after all, with what nobody accepted yet."""

    person: Person
    farewell: Farewell
    sentence = _("{person} stays after all")

    def told_to(self) -> Iterable[Person]:
        return [self.person]


@dataclass(frozen=True)
class FarewellCompleted(Event):
    """The last of what somebody held has an owner, and they have left."""

    person: Person
    farewell: Farewell
    let_go_by: Person
    sentence = _("{person} has left, and everything they held is somebody else's")

    def told_to(self) -> Iterable[Person]:
        return [self.let_go_by]
