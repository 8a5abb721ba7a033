"""A house that has lived for a year: thousands of cases with what was said and what the journal tells of them.

The rows have the shapes that the verbs leave behind (`Message.receive`, `Message.write`, `Case.open_for`, `close`)
and are marked as seeded; they are written by COPY, under every constraint and trigger of the tables.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction

from bench.bulk import pour, pour_rows, reserve
from bench.lives import LINE_COLUMNS, Life, Party
from fiverings.cases.models import Case, Closure
from fiverings.channels.models import Arrival, Mailbox
from fiverings.conversations.models import Journey, Message, Thread
from fiverings.conversations.models.participant import Participant
from fiverings.core import clock
from fiverings.core.models import Entry, Mention
from fiverings.customers.models import Account, Contact, ContactAddress
from fiverings.notices.models import Notice
from fiverings.people.models import Person

CASES_AT_ONCE = 500
CASES_AN_ACCOUNT = 10
EVERY = timedelta(minutes=25)
LARGEST_TAKES = 20
"""Every so many cases one belongs to the largest account."""
STAYS_OPEN = 17
"""Every so many cases one is still open."""


@dataclass
class Loading:
    """So many cases of so many messages each, the newest now; the first one is as long as `longest`."""

    cases: int
    messages: int = 10
    longest: int = 0
    seed: int = 5
    until: datetime = field(default_factory=clock.now)

    def load(self) -> Case:
        """Write it all, and return the case with the longest story."""
        chance = random.Random(self.seed)
        with transaction.atomic():
            parties = self._parties(chance)
        longest: Case | None = None
        for first in range(0, self.cases, CASES_AT_ONCE):
            lives = list(self._lives(first, min(first + CASES_AT_ONCE, self.cases), parties, chance))
            with transaction.atomic():
                write_down(lives)
            longest = longest or lives[0].case
        assert longest is not None
        return longest

    def _parties(self, chance: random.Random) -> list[Party]:
        """The customers: one large account that is there already, and others of the usual size."""
        advocates = list(Person.objects.filter(roles__contains=["advocate"], is_active=True).order_by("id"))
        mailbox = Mailbox.objects.order_by("id").get()
        largest = Contact.objects.select_related("account").filter(address__isnull=False).order_by("id")[:1].get()
        first = Party(
            largest, str(largest.addresses.first()), largest.account.primary_advocate or advocates[0], mailbox
        )
        count = max(1, self.cases // CASES_AN_ACCOUNT)
        ids = zip(reserve(Account, count), reserve(Contact, count), strict=True)
        others = [Party.unknown(*each, advocates[n % len(advocates)], mailbox, chance) for n, each in enumerate(ids)]
        pour(Account, (each.contact.account for each in others))
        pour(Contact, (each.contact for each in others))
        addresses = (ContactAddress(contact=each.contact, address=each.address) for each in others)
        pour(ContactAddress, addresses, leaving=["id"])
        return [first, *others]

    def _lives(self, first: int, last: int, parties: list[Party], chance: random.Random) -> Iterator[Life]:
        count = last - first
        longest = self.longest if first == 0 else 0
        said = count * self.messages + max(0, longest - self.messages)
        cases, journeys, threads, closures = (iter(reserve(each, count)) for each in (Case, Journey, Thread, Closure))
        messages, numbers = iter(reserve(Message, said)), iter(_numbers(count))
        for n in range(first, last):
            party = parties[0] if n % LARGEST_TAKES == 0 else parties[n % len(parties)]
            life = Life(party, next(journeys), next(threads), at=self.until - EVERY * (n + 1), chance=chance)
            life.open(next(cases), next(numbers))
            for _ in range(longest if n == 0 and longest else self.messages):
                life.speak(next(messages))
            if n % STAYS_OPEN and n:
                life.close(next(closures))
            yield life


def _numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def write_down(lives: list[Life]) -> None:
    """What some cases have lived through, in the order in which rows lean on each other."""
    pour(Journey, (life.journey for life in lives))
    pour(Thread, (life.thread for life in lives))
    participants = (life.participant() for life in lives)
    pour(Participant, participants, leaving=["id"])
    pour(Message, (message for life in lives for message in life.messages))
    pour(Case, (life.case for life in lives))
    pour(Closure, (life.closure for life in lives if life.closure))
    arrivals = (arrival for life in lives for arrival in life.arrivals())
    pour(Arrival, arrivals, leaving=["id"])
    _write_lines(lives)


def _write_lines(lives: list[Life]) -> None:
    ids = iter(reserve(Entry, sum(len(life.lines) for life in lives)))
    numbered = [[(next(ids), line) for line in life.lines] for life in lives]
    lines = [each for life in numbered for each in life]
    pour_rows(Entry._meta.db_table, ["id", *LINE_COLUMNS], ((id_, *line.columns) for id_, line in lines))
    mentions = ((id_, *record) for id_, line in lines for record in line.mentions)
    pour_rows(Mention._meta.db_table, ["entry_id", "label", "record_id"], mentions)
    notices = (life.notice(told[0][0]) for life, told in zip(lives, numbered, strict=True))
    pour(Notice, notices, leaving=["id"])
