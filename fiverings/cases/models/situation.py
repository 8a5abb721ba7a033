"""Situation: what a rule may ask about a case, as it stood at a moment; the past never changes, so neither does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from fiverings.conversations.models import Call, Message
from fiverings.customers.models import Agreement
from fiverings.hours.models import CalendarVersion
from fiverings.promises.models import Ending
from fiverings.promises.models import Outcome as PromiseOutcome

from .chasing import Chase
from .severity import Severity

if TYPE_CHECKING:
    from .case import Case

Value = TypeVar("Value")
Told = dict[int, list[tuple[datetime, Value]]]


class Past:
    """What is known of some cases, whenever it happened: each kind is asked once for all, when a rule asks for it."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = {each.pk: each for each in cases}
        self.journeys = {each.journey_id for each in cases}
        self._calendars: dict[tuple[int | None, int], CalendarVersion | None] = {}

    @cached_property
    def severities(self) -> Told[int]:
        settled = Severity.objects.filter(case__in=self.cases).order_by("at", "id")
        return _told(settled.values_list("case", "at", "level"))

    @cached_property
    def broken(self) -> Told[None]:
        """By the promises of a case, however many of all promises broke."""
        ended = PromiseOutcome.objects.filter(promise__subject_label="cases.case", promise__subject_id__in=self.cases)
        found = ended.values_list("promise__subject_id", "at", "kind")
        return _told((case, at, None) for case, at, kind in found if kind == Ending.BROKEN)

    @cached_property
    def chases(self) -> Told[int]:
        return _told(Chase.objects.filter(case__in=self.cases).values_list("case", "at", "number"))

    @cached_property
    def spoken(self) -> Told[str]:
        """By journey: what they wrote or told us, in order; a machine says nothing."""
        written = Message.objects.filter(thread__journey__in=self.journeys, direction="in", is_beside=False, auto="")
        called = Call.objects.filter(journey__in=self.journeys, direction=Call.Direction.IN, talked=True)
        said = [
            *written.values_list("thread__journey", "at", "new_text"),
            *called.values_list("journey", "at", "words"),
        ]
        return _told(sorted(said, key=lambda each: each[1]))

    @cached_property
    def agreements(self) -> dict[int, list[tuple[date, date | None]]]:
        accounts = {each.account_id for each in self.cases.values()}
        found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        standing = Agreement.objects.standing().filter(account__in=accounts)
        for account, begins_on, ends_on in standing.values_list("account", "begins_on", "ends_on"):
            found[account].append((begins_on, ends_on))
        return found

    def opening_hours(self, case: Case) -> CalendarVersion | None:
        """By whose opening hours a case counts; asked once for each calendar of an account, else for each owner."""
        key = (case.account.calendar_id, 0 if case.account.calendar_id else case.owner_id)
        if key not in self._calendars:
            self._calendars[key] = case.opening_hours()
        return self._calendars[key]


class Situation:
    """One case at one moment. Whether its account is confidential counts as it is now."""

    def __init__(self, case: Case, *, at: datetime, past: Past | None = None) -> None:
        self.case, self.at, self.past = case, at, past or Past([case])

    @property
    def severity(self) -> int | None:
        """As it was settled last; unknown until somebody did."""
        settled = self._until(self.past.severities.get(self.case.pk, ()))
        return settled[-1] if settled else None

    @property
    def broken(self) -> int:
        return len(self._until(self.past.broken.get(self.case.pk, ())))

    @property
    def chases(self) -> int:
        return len(self._until(self.past.chases.get(self.case.pk, ())))

    @property
    def contacts(self) -> int:
        return len(self._said)

    @property
    def said(self) -> str:
        """The last words of theirs; the need as it was written down, before they said anything."""
        return self._said[-1] if self._said else self.case.need

    @property
    def open_minutes(self) -> float:
        """How many minutes of opening hours have passed since it was opened; of any hours, where there are none."""
        version = self.past.opening_hours(self.case)
        began = self.case.opened_at
        elapsed = version.working_time().elapsed(began, self.at) if version else self.at - began
        return elapsed.total_seconds() / 60

    @property
    def is_confidential(self) -> bool:
        return self.case.account.is_confidential

    @property
    def has_agreement(self) -> bool:
        """Whether one was in force where they are."""
        day = self.at.astimezone(ZoneInfo(self.case.account.zone)).date()
        terms = self.past.agreements.get(self.case.account_id, ())
        return any(begins_on <= day and (ends_on is None or day <= ends_on) for begins_on, ends_on in terms)

    @cached_property
    def _said(self) -> list[str]:
        """What they said about this need until then."""
        spoken = self.past.spoken.get(self.case.journey_id, ())
        return self._until([(at, words) for at, words in spoken if at >= self.case.opened_at])

    def _until(self, told: Iterable[tuple[datetime, Value]]) -> list[Value]:
        return [value for at, value in told if at <= self.at]


def _told(rows: Iterable[tuple[int, datetime, Any]]) -> Told[Any]:
    found: Told[Any] = defaultdict(list)
    for about, at, value in rows:
        found[about].append((at, value))
    return dict(found)
