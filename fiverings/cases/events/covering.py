"""Somebody is away, and colleagues look after what cannot wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Absence, Person

    from ..models import Cover


@dataclass(frozen=True)
class CoverBegun(Event):
    """An absence begins soon: what cannot wait is offered to colleagues."""

    person: Person
    cover: Cover
    absence: Absence
    sentence = _("What cannot wait for {person} until {absence.until:%d %b %Y} is offered to colleagues")


@dataclass(frozen=True)
class CoverEnded(Event):
    """Somebody is back: what colleagues looked after may be given back."""

    person: Person
    cover: Cover
    owners: list[Person]
    sentence = _("{person} is back: what colleagues looked after may be given back")

    def told_to(self) -> Iterable[Person]:
        return self.owners
