"""Seeding: thousands of cases in the shapes that the verbs leave behind, written down from a few that were lived."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from django.conf import settings
from django.db import models

from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person

from .pattern import Pattern
from .rehearsal import Rehearsal
from .sheet import Filling, Ids, Words
from .stories import Story, name

CASES_AT_ONCE = 2_500
CASES_AN_ACCOUNT = 10
STORIES = 2_000
DAYS = 700
STAYS_OPEN = 17
"""Every so many cases one is still open."""
MOMENTS = 12
"""At so many moments of a minute the days begin."""
LARGEST_TAKES = 20
"""Every so many cases one is of the first account."""

Free = Counter[type[models.Model]]
Copies = tuple[Pattern, Filling, int]
Texts = dict[type[models.Model], str]


class Party(NamedTuple):
    """Who has needs: an account with a contact, and the advocate who owns what they need."""

    account: int
    account_name: str
    contact: int
    contact_name: str
    address: str
    number: str
    owner: Person

    def words(self) -> Words:
        """What they put into the holes of a pattern."""
        words = {hole: str(held) for hole, held in self._asdict().items()}
        return words | {"owner": str(self.owner.pk), "owner_name": self.owner.name}


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
        for pattern, times in self._used.items():
            counts.update({model: ids * times for model, ids in pattern.counts().items()})
        return counts

    @property
    def rows(self) -> int:
        """How many rows are written."""
        return sum(pattern.rows * times for pattern, times in self._used.items())

    @cached_property
    def _used(self) -> Counter[Pattern]:
        """How often each pattern is copied."""
        used = Counter(self._patterns)
        used[self.rehearsal.customer()] = self.customers
        return used

    @property
    def customers(self) -> int:
        """How many are invented."""
        return max(1, self.cases // CASES_AN_ACCOUNT)

    def texts(self, ids: Ids, number: int, *, only: Collection[type[models.Model]]) -> Iterator[Texts]:
        """Rows of these nouns for COPY, a few hundred cases at a time, the oldest first; `ids` are the first free."""
        free = Counter(ids)
        parties = [self.first.words()] if self.first else []
        for pattern, filling, count in chain(self._appearing(free, parties), self._lives(free, parties, number)):
            sheets = (sheet for sheet in pattern.sheets if sheet.model in only)
            yield {sheet.model: sheet.copies(filling, count) for sheet in sheets}

    def _appearing(self, free: Free, parties: list[Words]) -> Iterator[Copies]:
        """The customers, one after another."""
        pattern, chance = self.rehearsal.customer(), random.Random(self.seed)
        for some in _chunks(range(self.customers)):
            filling = pattern.filling(_taken(free, pattern, len(some)), [timedelta(seconds=n % 60) for n in some])
            accounts, contacts = (map(int, filling[pattern.first_of(noun)]) for noun in (Account, Contact))
            met = [self._met(*ids, chance).words() for ids in zip(some, accounts, contacts, strict=True)]
            filling.told = [met]
            parties += met
            yield pattern, filling, len(some)

    def _met(self, n: int, account: int, contact: int, chance: random.Random) -> Party:
        """Somebody whom nobody has heard of before."""
        return Party(
            account=account, account_name=f"{name(chance)} {name(chance)}", contact=contact,
            contact_name=f"{name(chance)} {name(chance)}", address=f"contact{contact}@customer{account}.example",
            number=f"+1416{2_000_000 + contact % 7_000_000}", owner=self.advocates[n % len(self.advocates)],
        )  # fmt: skip

    def _lives(self, free: Free, parties: list[Words], number: int) -> Iterator[Copies]:
        """The cases, those of some days together by their pattern."""
        for some in _chunks(range(self.cases - 1, -1, -1)):
            for pattern, alike in self._alike(some):
                later = [self._later(n, pattern) for n in alike]
                filling = pattern.filling(_taken(free, pattern, len(alike)), later)
                filling.told = list(self._words(alike, parties, number))
                yield pattern, filling, len(alike)

    def _alike(self, some: Sequence[int]) -> Iterable[tuple[Pattern, list[int]]]:
        """Those of the same pattern together; the pattern of the newest comes last."""
        alike: dict[Pattern, list[int]] = {}
        for n in some:
            same = alike.pop(pattern := self._patterns[n], [])
            same.append(n)
            alike[pattern] = same
        return alike.items()

    def _words(self, alike: Sequence[int], parties: Sequence[Words], number: int) -> Iterator[Sequence[Words]]:
        """What each of these cases is called, whose it is, and what is told in it."""
        last = number + self.cases - 1
        yield [{"case": f"{settings.CASE_PREFIX}-{last - n}"} for n in alike]
        yield [parties[0] if n % LARGEST_TAKES == 0 else parties[n % len(parties)] for n in alike]
        yield [self._stories[n % STORIES] for n in alike]

    @cached_property
    def _patterns(self) -> list[Pattern]:
        """What each case is a copy of, the newest first."""
        return [self._pattern(n) for n in range(self.cases)]

    def _pattern(self, n: int) -> Pattern:
        if n < self.long_ones:
            return self.rehearsal.long(self.longest)
        return self.rehearsal.met(n) if n % STAYS_OPEN else self.rehearsal.open(n // STAYS_OPEN)

    def _later(self, n: int, pattern: Pattern) -> timedelta:
        """How much later than the life that was lived: what is met, on an earlier working day; what is open, today."""
        if n % STAYS_OPEN == 0 or n < self.long_ones:
            return timedelta(seconds=n % MOMENTS * 5)
        days = n * DAYS // self.cases
        weekday = (pattern.begun - timedelta(days=days)).weekday()
        return timedelta(days=-days - max(0, weekday - 4), seconds=days % MOMENTS * 5)

    @cached_property
    def _stories(self) -> list[Story]:
        return [Story(f"{self.seed} {n}") for n in range(STORIES)]


def _chunks(numbers: range) -> Iterator[range]:
    return (numbers[n : n + CASES_AT_ONCE] for n in range(0, len(numbers), CASES_AT_ONCE))


def _taken(free: Free, pattern: Pattern, copies: int) -> Ids:
    """The first ids of so many copies, which from now on are free no more."""
    first = dict(free)
    free.update({model: rows * copies for model, rows in pattern.counts().items()})
    return first
