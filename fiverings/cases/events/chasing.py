"""A customer comes to us before we came to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person
    from fiverings.promises.models import Promise

    from ..models import Case, Chase


@dataclass(frozen=True)
class CaseChased(Event):
    """A customer asked about what we promised before we had done it."""

    case: Case
    chase: Chase
    promise: Promise
    contact: Contact
    owner: Person
    lead: Person
    found_by = ("case", "promise")
    sentence = _("{contact} chases {case}, time {chase.number}: {promise}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner, self.lead]
