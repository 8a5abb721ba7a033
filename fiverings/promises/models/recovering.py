"""Recovering: what is owed in the place of promises that broke in the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

from fiverings.conversations.models import Journey
from fiverings.hours.models import CalendarVersion
from fiverings.people.models import Person

from .guarantee import Guarantee
from .kind import Kind
from .outstanding import Outstanding

if TYPE_CHECKING:
    from .promise import Promise

A_WORKING_DAY = 480
DOUBLINGS_AT_MOST = 6


class Recovering:
    """Who owes what is broken contacts the customer next; what several of them share is asked once."""

    def __init__(self, broken: Iterable[Promise], *, at: datetime) -> None:
        self.at = at
        self.broken_before = _broken_in_a_row(broken)
        self.standard = cache(partial(Guarantee.standard, Kind.RECOVERY, at=at))
        self.hours_of_team = cache(_hours_of_team)
        self.due = cache(self._due)

    def in_place_of(self, owed: Outstanding, matter: Any) -> Promise:
        """The promise to ourselves that the customer is contacted; it gives more time each time that it breaks too."""
        promise = owed.promise
        standard, version = cast(Guarantee, self.standard(promise.severity)), self._hours(owed)
        times = min(2 ** self.broken_before[promise.pk], max(1, A_WORKING_DAY // standard.minutes))
        due_at = self.due(standard, version, times)
        recovery: Promise = type(promise).for_ourselves(
            subject=matter, journey=promise.journey, kind=Kind.RECOVERY, person=owed.person, due_at=due_at,
            severity=promise.severity, zone=promise.zone, at=self.at, recovers=promise, guarantee=standard,
            guarantee_due_at=due_at, calendar_version=version,
        )  # fmt: skip
        return recovery

    def _hours(self, owed: Outstanding) -> CalendarVersion | None:
        return hours_of(owed.promise.journey, owed.person, of_team=self.hours_of_team)

    def _due(self, standard: Guarantee, version: CalendarVersion | None, times: int) -> datetime:
        return standard.due(self.at, version.working_time() if version else None, times=times)


def hours_of(
    journey: Journey, person: Person, *, of_team: Callable[[Person], CalendarVersion | None] | None = None
) -> CalendarVersion | None:
    """The opening hours in which somebody makes it right: the customer's, else those of their team."""
    calendar = journey.account.calendar
    return calendar.current if calendar else (of_team or _hours_of_team)(person)


def _hours_of_team(person: Person) -> CalendarVersion | None:
    team = person.team()
    return team.calendar.current if team and team.calendar else None


def _broken_in_a_row(promises: Iterable[Promise]) -> Counter[int]:
    """How many recoveries broke before each of these, as far as it matters."""
    count: Counter[int] = Counter()
    recovered = {each.pk: each.recovers_id for each in promises if each.recovers_id}
    for _time in range(DOUBLINGS_AT_MOST):
        count.update(recovered.keys())
        earlier = _recovered(recovered.values()) if recovered else {}
        recovered = {pk: earlier[before] for pk, before in recovered.items() if earlier[before]}
    return count


def _recovered(recoveries: Iterable[int]) -> dict[int, int]:
    """What each of these recovers, if anything."""
    model = Outstanding._meta.get_field("promise").related_model
    return dict(model._base_manager.filter(pk__in=set(recoveries)).values_list("pk", "recovers"))
