"""Seeding: thousands of cases in the shapes that the verbs leave behind, written down from a few that were lived."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import cycle, islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person

from .pattern import Pattern, Values
from .rehearsal import Rehearsal
from .stories import Story, name

CASES_AT_ONCE = 500
CASES_AN_ACCOUNT = 10
STORIES = 2_000
DAYS = 700
STAYS_OPEN = 17
"""Every so many cases one is still open."""
LARGEST_TAKES = 20
"""Every so many cases one is of the first account."""

Ids = Mapping[type[models.Model], int]


class Party(NamedTuple):
    """Who has needs: an account with a contact, and the advocate who owns what they need."""

    account: int
    account_name: str
    contact: int
    contact_name: str
    address: str
    number: str
    owner: Person

    def values(self) -> Values:
        """What they put into the holes of a pattern."""
        return self._asdict() | {"owner": self.owner.pk, "owner_name": self.owner.name}


@dataclass(frozen=True)
class Seeding:
    """So many cases of customers invented for them, and perhaps of one who is there already; always the same ones.

    The newest `long_ones` have a story of `longest` turns; `seed` decides about names and words.
    """

    cases: int
    rehearsal: Rehearsal
    advocates: list[Person]
    first: Party | None = None
    longest: int = 0
    long_ones: int = 0
    seed: int = 5

    def needs(self) -> Counter[type[models.Model]]:
        """How many ids are used of each noun."""
        counts: Counter[type[models.Model]] = Counter()
        used = Counter(self._pattern(n) for n in range(self.cases))
        used[self.rehearsal.customer()] = self.customers
        for pattern, times in used.items():
            counts.update({model: rows * times for model, rows in pattern.counts().items()})
        return counts

    @property
    def customers(self) -> int:
        """How many are invented."""
        return max(1, self.cases // CASES_AN_ACCOUNT)

    def texts(
        self, ids: Ids, number: int, *, only: Collection[type[models.Model]]
    ) -> Iterator[dict[type[models.Model], str]]:
        """Rows of these nouns for COPY, a few hundred cases at a time, the oldest first; `ids` are the first free."""
        free = Counter(ids)
        parties: list[Party] = [self.first] if self.first else []
        for some in _chunks(self._appearing(free, parties)):
            yield _written(some, only)
        for some in _chunks(self._lives(free, parties, number)):
            yield _written(some, only)

    def _appearing(self, free: Counter[type[models.Model]], parties: list[Party]) -> Iterator[tuple[Pattern, Values]]:
        """The customers, one after another."""
        pattern, chance = self.rehearsal.customer(), random.Random(self.seed)
        for n, owner in zip(range(self.customers), cycle(self.advocates), strict=False):
            values = pattern.values(free, timedelta(seconds=n % 60))
            free.update(pattern.counts())
            account, contact = (values[pattern.hole(noun)] for noun in (Account, Contact))
            party = Party(
                account=account, account_name=f"{name(chance)} {name(chance)}", contact=contact,
                contact_name=f"{name(chance)} {name(chance)}", address=f"contact{contact}@customer{account}.example",
                number=f"+1416{2_000_000 + contact % 7_000_000}", owner=owner,
            )  # fmt: skip
            parties.append(party)
            yield pattern, party.values() | values

    def _lives(
        self, free: Counter[type[models.Model]], parties: list[Party], number: int
    ) -> Iterator[tuple[Pattern, Values]]:
        for n in reversed(range(self.cases)):
            pattern, story = self._pattern(n), self._stories[n % STORIES]
            party = parties[0] if n % LARGEST_TAKES == 0 else parties[n % len(parties)]
            told = {"case": f"{settings.CASE_PREFIX}-{number + self.cases - n - 1}"} | party.values() | story
            yield pattern, pattern.values(free, self._later(n, pattern), **told)
            free.update(pattern.counts())

    def _pattern(self, n: int) -> Pattern:
        if n < self.long_ones:
            return self.rehearsal.long(self.longest)
        return self.rehearsal.met(n) if n % STAYS_OPEN else self.rehearsal.open(n // STAYS_OPEN)

    def _later(self, n: int, pattern: Pattern) -> timedelta:
        """How much later than the life that was lived: what is met, on an earlier working day; what is open, today."""
        seconds = timedelta(seconds=n % 60)
        if n % STAYS_OPEN == 0 or n < self.long_ones:
            return seconds
        earlier = timedelta(days=n * DAYS // self.cases)
        weekday = (pattern.begun - earlier).weekday()
        return seconds - earlier - timedelta(days=max(0, weekday - 4))

    @cached_property
    def _stories(self) -> list[dict[str, str]]:
        chance = random.Random(self.seed)
        return [Story.invent(chance).values() for _ in range(STORIES)]


def _chunks(acts: Iterator[tuple[Pattern, Values]]) -> Iterator[list[tuple[Pattern, Values]]]:
    while some := list(islice(acts, CASES_AT_ONCE)):
        yield some


def _written(some: Collection[tuple[Pattern, Values]], only: Collection[type[models.Model]]) -> dict[Any, str]:
    texts: dict[type[models.Model], list[str]] = defaultdict(list)
    for pattern, values in some:
        for sheet in pattern.sheets:
            if sheet.model in only:
                texts[sheet.model].append(sheet.text % values)
    return {model: "".join(parts) for model, parts in texts.items()}
