"""Listings: the saved views of cases, paged by key, so that every page costs the same at any volume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Person

from .case import Case

CASES_A_PAGE = 50


@dataclass(frozen=True)
class Place:
    """Where a page begins: the key of the case beside it."""

    at: datetime
    id: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        at, _sign, id_ = text.rpartition("~")
        try:
            place = cls(datetime.fromisoformat(at), int(id_))
        except ValueError:
            return None
        return place if place.at.tzinfo else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.id}"


@dataclass(frozen=True)
class Page:
    """Some cases of a listing, and the places of the pages beside them."""

    cases: list[Case]
    newer: Place | None = None
    older: Place | None = None


@dataclass(frozen=True)
class Listing:
    """A saved view: which cases, and by which moment they are sorted."""

    code: str
    label: Any
    key: str
    newest_first: bool
    narrow: Callable[[Any, Person], Any]

    def page(self, person: Person, *, after: Place | None = None, before: Place | None = None) -> Page:
        """The cases after (or before) a place, of those that this person may see."""
        forwards = before is None
        place = after if forwards else before
        found = self.narrow(Case.objects.visible_to(person).with_everybody(), person)
        descends = self.newest_first == forwards
        if place:
            found = found.filter(self._beyond(place, descends=descends))
        sign = "-" if descends else ""
        cases = list(found.order_by(f"{sign}{self.key}", f"{sign}id")[: CASES_A_PAGE + 1])
        has_more, cases = len(cases) > CASES_A_PAGE, cases[:CASES_A_PAGE]
        cases = cases if forwards else cases[::-1]
        has_newer, has_older = (place is not None, has_more) if forwards else (has_more, True)
        return Page(
            cases,
            newer=self._place(cases[0]) if cases and has_newer else None,
            older=self._place(cases[-1]) if cases and has_older else None,
        )

    def _beyond(self, place: Place, *, descends: bool) -> TupleLessThan | TupleGreaterThan:
        """What lies beyond a place, as one comparison of both keys that an index answers."""
        beyond = TupleLessThan if descends else TupleGreaterThan
        return beyond(Tuple(F(self.key), F("id")), (place.at, place.id))

    def _place(self, case: Case) -> Place:
        return Place(getattr(case, self.key), case.pk)


MINE = Listing("mine", _("Mine"), "next_due_at", False, lambda cases, person: cases.open().owned_by(person))
WAITING = Listing(
    "waiting", _("Customers waiting"), "waiting_since", False, lambda cases, person: cases.customers_waiting()
)
OPEN = Listing("open", _("All open"), "next_due_at", False, lambda cases, person: cases.open())
CLOSED = Listing("closed", _("Closed"), "ended_at", True, lambda cases, person: cases.closed())

LISTINGS = {listing.code: listing for listing in (MINE, WAITING, OPEN, CLOSED)}
